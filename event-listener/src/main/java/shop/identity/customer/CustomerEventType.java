package shop.identity.customer;

/**
 * The vocabulary of a customer's life. Each type has one JSON Schema per version under {@code /schemas/<type>/}; the
 * version published today stands here.
 */
public enum CustomerEventType {
    CREATED("customer.created", 1),
    UPDATED("customer.updated", 1),
    VERIFIED("customer.verified", 1),
    STATUS_CHANGED("customer.status_changed", 1),
    CREDENTIAL_CHANGED("customer.credential_changed", 1),
    LOCKED("customer.locked", 1),
    UNLOCKED("customer.unlocked", 1),
    /** This and the next only where they are asked for: there may be more of them than of all others. */
    LOGGED_IN("customer.logged_in", 1),
    LOGGED_OUT("customer.logged_out", 1),
    ADDRESS_CHANGED("customer.address_changed", 1),
    PREFERENCES_CHANGED("customer.preferences_changed", 1),
    WISHLIST_CHANGED("customer.wishlist_changed", 1),
    SEGMENT_JOINED("customer.segment_joined", 1),
    SEGMENT_LEFT("customer.segment_left", 1),
    ERASURE_REQUESTED("customer.erasure_requested", 1),
    ERASURE_CANCELLED("customer.erasure_cancelled", 1),
    /** The id stays, or {@link #DELETED} follows. */
    ERASED("customer.erased", 1),
    DELETED("customer.deleted", 1),
    /** No change: what a customer is like, told for every customer of a realm when staff ask for it. */
    SNAPSHOT("customer.snapshot", 1);

    private final String type;
    private final int schemaVersion;

    CustomerEventType(String type, int schemaVersion) {
        this.type = type;
        this.schemaVersion = schemaVersion;
    }

    /** The CloudEvents {@code type} attribute. */
    public String type() {
        return type;
    }

    /** The CloudEvents {@code dataschema} attribute: the {@code $id} of the schema that the data obeys. */
    public String dataSchema() {
        return "urn:shop-identity:schema:" + type + ":" + schemaVersion;
    }
}
