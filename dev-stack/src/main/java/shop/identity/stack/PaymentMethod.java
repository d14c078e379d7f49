package shop.identity.stack;

/**
 * A stored way to pay.
 *
 * @param type such as {@code card}
 * @param label what the customer sees, such as {@code Visa ending in 4242}; may be null
 */
public record PaymentMethod(String id, String type, String label) {

    public PaymentMethod {
        InvalidValue.requireText("id", id);
        InvalidValue.requireText("type", type);
    }
}
