package shop.identity.lockout;

import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * Stands in for an account that is not there: an attempt at it is two durable commits, as at one that is. Otherwise how long the
 * answer took would tell which addresses have an account, the more the further away the database's replica is.
 *
 * <p>Nothing of it stays, so that nobody fills the table with addresses that nobody has. Where Keycloak's own protection counts
 * there is nothing to do: it counts in memory, and after the answer.
 */
public final class StandIn {

    /** Between none for an account that the cache knows, and the four of one that it does not. */
    private static final int READS = 2;

    private StandIn() {}

    public static void begin(KeycloakSession session, RealmModel realm) {
        // An account that nobody has asked for lately is read from several tables.
        for (int i = 0; i < READS; i++) {
            session.users().getUserById(realm, UUID.randomUUID().toString());
        }
        step(session, realm);
    }

    public static void settle(KeycloakSession session, RealmModel realm) {
        step(session, realm);
    }

    private static void step(KeycloakSession session, RealmModel realm) {
        if (realm.isBruteForceProtected()
                && session.getProvider(BruteForceProtector.class) instanceof AccountLockout lockout) {
            lockout.pretend(realm);
        }
    }
}
