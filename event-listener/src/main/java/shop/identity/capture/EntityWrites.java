package shop.identity.capture;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreUpdateEvent;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.UserAttributeEntity;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.jpa.entities.UserGroupMembershipEntity;

/** What the write of one of Keycloak's entities means for the customer whose it is. */
final class EntityWrites {

    private static final String ATTRIBUTES = UserEntity.class.getName() + ".attributes";

    private final FrontDoor frontDoor = new FrontDoor();

    /** @param unit asked for only if the write is a customer's */
    void inserted(Object entity, Supplier<UnitOfWork> unit) {
        if (entity instanceof UserEntity user) {
            changeOf(user, unit).created(frontDoor.isOnTheWayTo("addUser"));
        } else if (entity instanceof UserAttributeEntity attribute) {
            changeOf(attribute.getUser(), unit).attributeChanged(attribute.getName(), null);
        } else if (entity instanceof CredentialEntity credential) {
            changeOf(credential.getUser(), unit).credentials().created(credential.getId(), credential.getType());
        } else if (entity instanceof UserGroupMembershipEntity membership) {
            changeOf(membership.getUser(), unit).groupJoined(membership.getGroupId());
        }
    }

    void updated(PreUpdateEvent event, Supplier<UnitOfWork> unit) {
        if (event.getEntity() instanceof UserEntity user) {
            changeOf(user, unit).updated(UserUpdate.of(event));
        } else if (event.getEntity() instanceof UserAttributeEntity attribute) {
            changeOf(attribute.getUser(), unit)
                    .attributeChanged(attribute.getName(), new BeforeImage(event).of("value"));
        } else if (event.getEntity() instanceof CredentialEntity credential && isReplaced(event)) {
            changeOf(credential.getUser(), unit).credentials().replaced(credential.getId(), credential.getType());
        }
    }

    /**
     * A new secret comes with its own date. What login itself writes keeps it: counters of devices, used recovery codes, a
     * password hashed anew as the realm's policy now asks; and so do labels and the order of credentials.
     */
    private static boolean isReplaced(PreUpdateEvent event) {
        return new BeforeImage(event).changes("createdDate");
    }

    void deleted(Object entity, Supplier<UnitOfWork> unit) {
        if (entity instanceof UserEntity user) {
            boolean serviceAccount = user.getServiceAccountClientLink() != null;
            boolean askedFor = user.getFederationLink() == null || frontDoor.isOnTheWayTo("removeUser");
            changeOf(user, unit).deleted(serviceAccount, askedFor);
        } else if (entity instanceof UserAttributeEntity attribute) {
            changeOf(attribute.getUser(), unit).attributeChanged(attribute.getName(), attribute.getValue());
        } else if (entity instanceof CredentialEntity credential) {
            changeOf(credential.getUser(), unit).credentials().removed(credential.getId(), credential.getType());
        } else if (entity instanceof UserGroupMembershipEntity membership) {
            changeOf(membership.getUser(), unit).groupLeft(membership.getGroupId());
        }
    }

    /** Keycloak removes attributes by a bulk statement, which no entity event tells of, and from this collection. */
    void updated(PreCollectionUpdateEvent event, Supplier<UnitOfWork> unit) {
        PersistentCollection<?> attributes = event.getCollection();
        if (!ATTRIBUTES.equals(attributes.getRole())
                || !(event.getAffectedOwnerOrNull() instanceof UserEntity user)
                || !(attributes.getStoredSnapshot() instanceof Collection<?> before)) {
            return;
        }
        Set<Object> removed = new HashSet<>(before);
        removed.removeAll(user.getAttributes());
        for (Object gone : removed) {
            UserAttributeEntity attribute = (UserAttributeEntity) gone;
            changeOf(user, unit).attributeChanged(attribute.getName(), attribute.getValue());
        }
    }

    private static CustomerChange changeOf(UserEntity user, Supplier<UnitOfWork> unit) {
        return unit.get().of(user.getId(), user.getRealmId());
    }
}
