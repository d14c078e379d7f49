package shop.identity.status;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import org.hibernate.UnresolvableObjectException;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.UserAdapter;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.storage.StorageId;
import shop.identity.own.FreshCustomer;
import shop.identity.problem.Refusal;

/**
 * A customer's own row in Keycloak's table, as it is and not as some node's cache has it, locked: the decision that is made
 * on it still holds when it is written. The only class of this package that depends on Keycloak's entities.
 */
final class CustomerRow {

    private CustomerRow() {}

    /**
     * From now on the customer is what this row is, too.
     *
     * @throws Refusal 404: removed meanwhile; 409 where there is none: the user is kept by a user storage
     */
    static UserModel lock(KeycloakSession session, RealmModel realm, UserModel customer) {
        if (!StorageId.isLocalStorage(customer.getId())) {
            throw Refusal.conflict("The customer is kept by a user storage: the status has to be changed there.");
        }
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        UserEntity row = entities.find(UserEntity.class, customer.getId());
        if (row == null || !row.getRealmId().equals(realm.getId())) {
            throw gone();
        }
        try {
            entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        } catch (ModelException e) {
            throw isOfNoRow(e.getCause()) ? gone() : e;
        }
        FreshCustomer.withoutCache(customer);
        return new UserAdapter(session, realm, entities, row);
    }

    /** As Hibernate says it, and as it is said in JPA. */
    private static boolean isOfNoRow(Throwable cause) {
        return cause instanceof UnresolvableObjectException || cause instanceof EntityNotFoundException;
    }

    private static Refusal gone() {
        return Refusal.notFound("This realm has no such customer.");
    }
}
