package shop.identity.customer;

/**
 * Where a customer stands. The truth lives in Keycloak's own user record, so that the admin console, REST, imports and
 * the pack's own code all change the same thing: {@link #of} reads it from there.
 */
public enum CustomerStatus {
    /** The e-mail address is not verified yet. */
    PENDING,
    /** May log in and buy. */
    ACTIVE,
    /** Login is refused: support disabled the account, or Keycloak locked it for good. */
    SUSPENDED;

    /** Disabled wins over unverified: whoever is suspended is not waiting for a mail. */
    public static CustomerStatus of(boolean enabled, boolean emailVerified) {
        if (!enabled) {
            return SUSPENDED;
        }
        return emailVerified ? ACTIVE : PENDING;
    }
}
