package shop.identity.stack;

/** A payment as the payment service tells it. */
public record Payment(String id, Status status) {

    /** While it is open the customer cannot be erased. */
    public enum Status {
        OPEN,
        PAID,
        REFUNDED,
        FAILED
    }

    public Payment {
        InvalidValue.requireText("id", id);
        InvalidValue.requirePresent("status", status);
    }
}
