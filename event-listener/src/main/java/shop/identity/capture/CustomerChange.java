package shop.identity.capture;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import shop.identity.customer.ContactChannel;
import shop.identity.customer.CustomerEventType;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.CustomersChanged;

/**
 * What one transaction did to one user, however often it wrote the user in between: flags and names, no values. What the
 * user is like in the end is read from the database.
 */
final class CustomerChange {

    /** Facts of what rules about customers may ask for, though it is not in the user's own record. */
    private static final Set<CustomerEventType> OF_RULES =
            EnumSet.of(CustomerEventType.PREFERENCES_CHANGED, CustomerEventType.ADDRESS_CHANGED);

    private static final String NUMBER = PersonalField.PHONE_NUMBER.fieldName();

    private final String id;
    private final String realmId;
    private boolean created;
    private boolean deleted;
    private boolean existedBefore;
    private boolean serviceAccount;
    private boolean askedFor = true;
    private boolean written;
    private Boolean enabledBefore;
    private Boolean emailVerifiedBefore;
    private Boolean phoneVerifiedBefore;
    private String markBefore;
    private boolean changed;
    private final Set<String> fields = new TreeSet<>();
    private final Set<String> groupsJoined = new TreeSet<>();
    private final Set<String> groupsLeft = new TreeSet<>();
    private CredentialChanges credentials = new CredentialChanges();
    private final List<CustomerFact> facts = new ArrayList<>();

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
        written = true;
        if (enabledBefore == null) {
            enabledBefore = update.enabledBefore();
        }
        if (emailVerifiedBefore == null) {
            emailVerifiedBefore = update.emailVerifiedBefore();
        }
        fields.addAll(update.fields());
        changed = true;
    }

    /** In whatever way: it is known elsewhere. */
    void changed() {
        changed = true;
    }

    /** What is left and joined again was never left. */
    void groupJoined(String groupId) {
        if (!groupsLeft.remove(groupId)) {
            groupsJoined.add(groupId);
        }
    }

    void groupLeft(String groupId) {
        if (!groupsJoined.remove(groupId)) {
            groupsLeft.add(groupId);
        }
    }

    /** @param valueBefore null when it is a new one */
    void attributeChanged(String attribute, Object valueBefore) {
        fields.add(attribute);
        if (attribute.equals(ContactChannel.PHONE_ATTRIBUTE)) {
            phoneVerifiedBefore = Boolean.TRUE.equals(phoneVerifiedBefore) || "true".equals(valueBefore);
        } else if (attribute.equals(CustomerStatus.MARK) && markBefore == null) {
            markBefore = (String) valueBefore;
        }
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
        groupsJoined.clear();
        groupsLeft.clear();
        credentials = new CredentialChanges();
        facts.removeIf(fact -> fact.type() != CustomerEventType.ERASED);
    }

    void happened(CustomerFact fact) {
        facts.removeIf(before -> before.type() == fact.type());
        // An erasure takes many things away, and is told when all is said.
        facts.add(isErasureTold() ? facts.size() - 1 : facts.size(), fact);
    }

    private boolean isErasureTold() {
        return !facts.isEmpty() && facts.get(facts.size() - 1).type() == CustomerEventType.ERASED;
    }

    /** Besides whatever else of the preferences is told to have changed. */
    void preferenceChanged(String name) {
        SortedSet<String> names = new TreeSet<>(Set.of(name));
        for (CustomerFact fact : facts) {
            if (fact instanceof CustomerFact.PreferencesChanged preferences) {
                names.addAll(preferences.fields());
            }
        }
        happened(new CustomerFact.PreferencesChanged(names));
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

    /** Of a customer who was there before and stays: whether the status may be another one. */
    boolean touchesStatus() {
        return !created && !deleted && (written || fields.contains(CustomerStatus.MARK));
    }

    /** Enabled now, or verified what was not: nothing of that can happen to somebody who is erased. */
    boolean isRevived(CustomerState now) {
        return touchesStatus() && (now.enabled() || Boolean.FALSE.equals(emailVerifiedBefore) && now.emailVerified());
    }

    /**
     * The status in the before-images.
     *
     * @param now what the customer is like; where nothing was written it was the same
     */
    CustomerStatus statusBefore(CustomerState now) {
        return CustomerStatus.of(
                enabledBefore == null ? now.enabled() : enabledBefore,
                emailVerifiedBefore == null ? now.emailVerified() : emailVerifiedBefore,
                fields.contains(CustomerStatus.MARK) ? markBefore : now.mark());
    }

    /**
     * What was verified in the before-images.
     *
     * @param now what is; where nothing was written it was the same
     */
    Set<ContactChannel> verifiedBefore(Set<ContactChannel> now) {
        Set<ContactChannel> before = EnumSet.noneOf(ContactChannel.class);
        if (wasVerified(emailVerifiedBefore, ContactChannel.EMAIL, now)) {
            before.add(ContactChannel.EMAIL);
        }
        if (wasVerified(phoneVerifiedBefore, ContactChannel.PHONE, now)) {
            before.add(ContactChannel.PHONE);
        }
        return before;
    }

    private static boolean wasVerified(Boolean before, ContactChannel channel, Set<ContactChannel> now) {
        return before == null ? now.contains(channel) : before;
    }

    /** The phone number of a customer who was there before, and not the mark that one was verified. */
    boolean isNumberChangedAlone() {
        return !created && !deleted && fields.contains(NUMBER) && !fields.contains(ContactChannel.PHONE_ATTRIBUTE);
    }

    /** For those who keep something that depends on what the customer is like. */
    CustomersChanged.Change told() {
        boolean concernsRules = created
                || changed
                || !fields.isEmpty()
                || facts.stream().map(CustomerFact::type).anyMatch(OF_RULES::contains);
        return new CustomersChanged.Change(created, concernsRules, groupsJoined, groupsLeft);
    }

    /** In the order in which they happened, one of a type. */
    List<CustomerFact> facts() {
        return facts;
    }

    CredentialChanges credentials() {
        return credentials;
    }

    /** The names of changed profile fields and attributes. */
    Set<String> fields() {
        return fields;
    }
}
