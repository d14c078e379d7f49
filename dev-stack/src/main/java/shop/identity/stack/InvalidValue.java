package shop.identity.stack;

/** A record's own refusal of one of its fields. */
final class InvalidValue extends IllegalArgumentException {

    private final String field;

    InvalidValue(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }

    static void requireText(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidValue(field, "Must not be empty.");
        }
    }

    static void requireRange(String field, Integer value, int from, int to) {
        if (value != null && (value < from || value > to)) {
            throw new InvalidValue(field, "Must be from " + from + " to " + to + ".");
        }
    }

    static void requirePresent(String field, Object value) {
        if (value == null) {
            throw new InvalidValue(field, "Must be given.");
        }
    }
}
