package shop.identity.capture;

import java.util.Set;
import java.util.TreeSet;
import shop.identity.customer.CustomerStatus;

/**
 * What one transaction did to one user, however often it wrote the user in between: flags and names, no values. What the
 * user is like in the end is read from the database.
 */
final class CustomerChange {

    private final String id;
    private final String realmId;
    private boolean created;
    private boolean deleted;
    private boolean existedBefore;
    private boolean serviceAccount;
    private boolean askedFor = true;
    private CustomerStatus statusBefore;
    private boolean emailVerifiedChanged;
    private final Set<String> fields = new TreeSet<>();

    CustomerChange(String id, String realmId) {
        this.id = id;
        this.realmId = realmId;
    }

    /** @param askedFor false when a user store brought the user by itself */
    void created(boolean askedFor) {
        created = true;
        this.askedFor = askedFor;
    }

    void updated(UserUpdate update) {
        if (statusBefore == null) {
            statusBefore = update.statusBefore();
        }
        emailVerifiedChanged |= update.emailVerifiedChanged();
        fields.addAll(update.fields());
    }

    void attributeChanged(String attribute) {
        fields.add(attribute);
    }

    /**
     * A user that is deleted and comes back within the transaction (an import that overwrites) is a new life.
     *
     * @param askedFor false when a user store took the user away by itself
     */
    void deleted(boolean wasServiceAccount, boolean askedFor) {
        this.askedFor = askedFor;
        existedBefore |= !created;
        serviceAccount = wasServiceAccount;
        deleted = true;
        created = false;
        fields.clear();
    }

    String id() {
        return id;
    }

    String realmId() {
        return realmId;
    }

    boolean isCreated() {
        return created;
    }

    /** Of coming and going; what happens in between always is. */
    boolean isAskedFor() {
        return askedFor;
    }

    /** Created and deleted again is no end: nobody outside ever saw this customer. */
    boolean isEndOfACustomer() {
        return deleted && existedBefore && !serviceAccount;
    }

    /** The status in Hibernate's before-image; null when the user's own row was not written. */
    CustomerStatus statusBefore() {
        return statusBefore;
    }

    /**
     * The changed profile fields. The flags behind the status are told by its own event; a verified flag that changed
     * under an unchanged status (of a suspended customer) would be told by none, so it stands here.
     */
    Set<String> updatedFields(boolean statusChanged) {
        Set<String> told = new TreeSet<>(fields);
        if (emailVerifiedChanged && !statusChanged) {
            told.add("emailVerified");
        }
        return told;
    }
}
