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

    private StandIn() {}

    /** @param reads how many the account would have cost; of its own choice the cache spares some of them */
    public static void begin(KeycloakSession session, RealmModel realm, int reads) {
        for (int i = 0; i < reads; i++) {
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
