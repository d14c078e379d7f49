package shop.identity.capture;

import java.util.Set;
import java.util.TreeSet;
import org.keycloak.models.jpa.entities.UserEntity;
import shop.identity.customer.CustomerStatus;

/** What one transaction did to one user, however often it wrote the user in between. */
final class CustomerChange {

    private UserEntity user;
    private boolean created;
    private boolean deleted;
    private boolean existedBefore;
    private CustomerStatus statusBefore;
    private boolean emailVerifiedChanged;
    private final Set<String> fields = new TreeSet<>();

    void created(UserEntity entity) {
        user = entity;
        created = true;
    }

    void updated(UserEntity entity, UserUpdate update) {
        user = entity;
        if (statusBefore == null) {
            statusBefore = update.statusBefore();
        }
        emailVerifiedChanged |= update.emailVerifiedChanged();
        fields.addAll(update.fields());
    }

    void attributeChanged(UserEntity owner, String attribute) {
        if (user == null) {
            user = owner;
        }
        fields.add(attribute);
    }

    /** A user that is deleted and comes back within the transaction (an import that overwrites) is a new life. */
    void deleted(UserEntity entity) {
        user = entity;
        existedBefore |= !created;
        deleted = true;
        created = false;
        fields.clear();
    }

    UserEntity user() {
        return user;
    }

    boolean isCreated() {
        return created;
    }

    boolean isDeleted() {
        return deleted && existedBefore;
    }

    /** Created and deleted again: nobody outside ever saw this customer. */
    boolean isNothing() {
        return deleted && !existedBefore && !created;
    }

    CustomerStatus status() {
        return CustomerStatus.of(user.isEnabled(), user.isEmailVerified());
    }

    /** @return the status before this transaction; the same as {@link #status()} when it did not change */
    CustomerStatus statusBefore() {
        return statusBefore == null ? status() : statusBefore;
    }

    /**
     * The changed profile fields. The flags behind the status are told by its own event; a verified flag that changed
     * under an unchanged status (of a suspended customer) would be told by none, so it stands here.
     */
    Set<String> updatedFields() {
        Set<String> told = new TreeSet<>(fields);
        if (emailVerifiedChanged && statusBefore() == status()) {
            told.add("emailVerified");
        }
        return told;
    }
}
