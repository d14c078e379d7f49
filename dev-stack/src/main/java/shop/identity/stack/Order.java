package shop.identity.stack;

/**
 * An order as the order service tells it.
 *
 * @param recipient whom it goes to; null once the customer was anonymised
 */
public record Order(String id, Status status, String recipient) {

    /** While it is open or on its way the customer cannot be erased. */
    public enum Status {
        OPEN,
        SHIPPED,
        DELIVERED,
        CANCELLED
    }

    public Order {
        InvalidValue.requireText("id", id);
        InvalidValue.requirePresent("status", status);
    }

    public Order(String id, Status status) {
        this(id, status, null);
    }

    Order anonymised() {
        return new Order(id, status, null);
    }
}
