package shop.identity.it.chaos;

/**
 * What a client asked for, and what it was answered.
 *
 * @param traceparent the operation's own; whatever is told of it carries it on
 * @param customer    the e-mail address of who registers, else the customer's id
 * @param firstName   the first name that it gives the customer, unlike any other; null for a deletion
 */
record Operation(String traceparent, Kind kind, String customer, String firstName, Outcome outcome) {

    enum Kind {
        REGISTRATION("customer.created"),
        UPDATE("customer.updated"),
        DELETION("customer.deleted");

        private final String event;

        Kind(String event) {
            this.event = event;
        }

        /** The type of the one event that tells of it. */
        String event() {
            return event;
        }
    }

    enum Outcome {
        /** The answer was that it is done. */
        DONE,
        /** The answer was that it is not, and cannot be. */
        REFUSED,
        /** No answer, or one of a server in trouble: it happened or it did not. */
        UNKNOWN
    }
}
