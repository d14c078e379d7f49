package shop.identity.erasure;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import org.hibernate.UnresolvableObjectException;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.cache.CachedUserModel;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.storage.StorageId;
import shop.identity.problem.Refusal;
import shop.identity.server.KeycloakTransactions;

/**
 * A customer as the database has them, and not as some node's cache does, whose row nobody else changes until the end of the
 * transaction. Who needs a request's line as well takes it after this one.
 */
public final class LockedCustomer {

    private static final String TAKE = "SELECT 1 FROM USER_ENTITY WHERE ID = ? AND REALM_ID = ? FOR UPDATE SKIP LOCKED";

    private LockedCustomer() {}

    /**
     * Waits for whoever has it.
     *
     * @throws Refusal 404: removed meanwhile; 409: it is another system that keeps the customer
     */
    static UserModel of(KeycloakSession session, RealmModel realm, UserModel customer) {
        if (isKeptElsewhere(customer)) {
            throw keptElsewhere();
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
        return withoutCache(customer);
    }

    static boolean isKeptElsewhere(UserModel customer) {
        return !StorageId.isLocalStorage(customer.getId()) || customer.isFederated();
    }

    static Refusal keptElsewhere() {
        return Refusal.conflict("The customer is kept by a directory or a user storage, and has to be erased there.");
    }

    /** @return empty: somebody else has it, or the user is gone. Nobody waits, who holds a request's line already */
    public static Optional<UserModel> ifFree(KeycloakSession session, RealmModel realm, UserModel customer) {
        boolean taken = KeycloakTransactions.within(session, connection -> {
            try (PreparedStatement select = connection.prepareStatement(TAKE)) {
                select.setString(1, customer.getId());
                select.setString(2, realm.getId());
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
        if (!taken) {
            return Optional.empty();
        }
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        entities.refresh(entities.find(UserEntity.class, customer.getId()));
        return Optional.of(withoutCache(customer));
    }

    /** Keycloak writes nothing that is the same in the cache, which may be older. */
    private static UserModel withoutCache(UserModel customer) {
        if (customer instanceof CachedUserModel cached) {
            cached.invalidate();
        }
        return customer;
    }

    /** As Hibernate says it, and as it is said in JPA. */
    private static boolean isOfNoRow(Throwable cause) {
        return cause instanceof UnresolvableObjectException || cause instanceof EntityNotFoundException;
    }

    private static Refusal gone() {
        return Refusal.notFound("This realm has no such customer.");
    }
}
