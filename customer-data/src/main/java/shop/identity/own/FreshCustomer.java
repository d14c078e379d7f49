package shop.identity.own;

import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.UserEntity;

/** A customer as the database has it, once others are kept out; the session may have read another before. */
public final class FreshCustomer {

    private FreshCustomer() {}

    /** Before anything of the customer is written. Who lives in a user store has no row, and stays as is. */
    public static void read(KeycloakSession session, String userId) {
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        UserEntity row = entities.find(UserEntity.class, userId);
        if (row != null) {
            entities.refresh(row);
        }
    }
}
