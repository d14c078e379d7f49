package shop.identity.request;

/**
 * What became of the form that first came with a key.
 *
 * @param customerId who was created; null when nobody was, because the address has an account, and unless {@link Kind#REPEATED}
 */
public record FirstRegistration(Kind kind, String customerId) {

    /** How a form relates to the first one. */
    public enum Kind {
        /** It is the first: the key is held until the transaction ends. */
        ITSELF,
        /** The same once more. */
        REPEATED,
        /** The key came with another form. */
        ANOTHER_FORM,
        /** The first one takes longer than anybody should wait. */
        NOT_DONE_YET
    }

    /** Also of a form without a key: there is none before it. */
    public static final FirstRegistration ITSELF = of(Kind.ITSELF);

    static FirstRegistration of(Kind kind) {
        return new FirstRegistration(kind, null);
    }
}
