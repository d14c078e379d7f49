package shop.identity.it.own;

/**
 * A customer with an access token.
 *
 * @param id     as Keycloak calls the customer
 * @param bearer the value of the header {@code Authorization}
 */
public record Shopper(String id, String email, String bearer) {}
