package shop.identity.welcome;

/**
 * It is time for one customer's next mail.
 *
 * @param day      which
 * @param clientId where the customer came from; null when that is not known
 */
record DueWelcome(String realmId, String userId, int day, String clientId) {}
