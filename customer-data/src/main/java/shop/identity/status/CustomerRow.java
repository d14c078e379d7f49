package shop.identity.status;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.UserAdapter;
import org.keycloak.models.jpa.entities.UserEntity;
import shop.identity.problem.Refusal;

/**
 * A customer's own row in Keycloak's table, as it is and not as some node's cache has it, locked: the decision that is made
 * on it still holds when it is written. The only class of this package that depends on Keycloak's entities.
 */
final class CustomerRow {

    private CustomerRow() {}

    /** @throws Refusal 409 where there is none: the user is kept by a user storage */
    static UserModel lock(KeycloakSession session, RealmModel realm, String userId) {
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        UserEntity row = entities.find(UserEntity.class, userId);
        if (row == null || !row.getRealmId().equals(realm.getId())) {
            throw Refusal.conflict("The customer is kept by a user storage: the status has to be changed there.");
        }
        entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        return new UserAdapter(session, realm, entities, row);
    }
}
