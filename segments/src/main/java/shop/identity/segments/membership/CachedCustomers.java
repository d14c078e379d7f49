package shop.identity.segments.membership;

import java.util.Collection;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.cache.UserCache;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.UserModelDelegate;

/**
 * Keycloak's cache of users, which knows their groups, and sees nothing of what is written by statements: it forgets those whom
 * a rule moved, on all nodes, when the transaction has ended.
 */
public final class CachedCustomers {

    private static final Logger LOG = Logger.getLogger(CachedCustomers.class);

    private CachedCustomers() {}

    /** @throws IllegalStateException the session is at its commit and has not asked for a user so far */
    public static void forget(KeycloakSession session, RealmModel realm, Collection<String> ids) {
        UserCache cache = session.getProvider(UserCache.class);
        if (cache != null) {
            ids.forEach(id -> cache.evict(realm, new Forgotten(id)));
        }
    }

    /** In a transaction of its own, soon. */
    public static void forgetSoon(KeycloakSessionFactory sessions, String realmId, Collection<String> ids) {
        try {
            KeycloakModelUtils.runJobInTransaction(sessions, session -> {
                RealmModel realm = session.realms().getRealm(realmId);
                if (realm != null) {
                    forget(session, realm, ids);
                }
            });
        } catch (RuntimeException e) {
            LOG.warnf("Keycloak's cache shows old segments of %d customers", ids.size());
            LOG.debug("cache not told", e);
        }
    }

    /** All that the cache has to know of a user to forget one: entries by name and address lead to the id. */
    private static final class Forgotten extends UserModelDelegate {

        private final String id;

        private Forgotten(String id) {
            super(null);
            this.id = id;
        }

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getUsername() {
            return "";
        }

        @Override
        public String getEmail() {
            return null;
        }
    }
}
