package shop.identity.own;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.jpa.entities.UserEntity;

/** A customer as the database has it, once others are kept out; the session may have read another before. */
public final class FreshCustomer {

    private FreshCustomer() {}

    /**
     * Before anything of the customer is written. Who lives in a user store has no row, and stays as is. What a node's cache has
     * is passed by: it may be older, and Keycloak writes nothing that is the same there.
     */
    public static void read(KeycloakSession session, UserModel customer) {
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        UserEntity row = entities.find(UserEntity.class, customer.getId());
        if (row != null) {
            entities.refresh(row);
            withoutCache(customer);
        }
    }

    /** From now on the customer is what the session has of the row, for whoever reads as for whoever writes. */
    public static void withoutCache(UserModel customer) {
        if (customer instanceof CachedUserModel cached) {
            cached.invalidate();
        }
    }
}
