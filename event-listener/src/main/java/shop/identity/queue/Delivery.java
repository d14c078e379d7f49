package shop.identity.queue;

/**
 * What became of one job.
 *
 * @param reason why it was not delivered, fit for a log and for staff: no secret, no personal data; null when nothing went wrong
 */
public record Delivery(Outcome outcome, String reason) {

    public enum Outcome {
        /** The other side confirmed it: the job is done. */
        DELIVERED,
        /** A long job that has come a bit further: nothing failed, and its turn comes again at once. */
        UNFINISHED,
        /** This job failed, others may not: it is tried again later, and jobs of its key wait behind it. */
        RETRY,
        /** The other side will never take this job: it is a dead letter until staff decide, and its key waits. */
        REJECTED,
        /** The other side cannot be reached, whatever the job: everything waits, and no attempt is counted. */
        UNAVAILABLE
    }

    private static final Delivery DELIVERED = new Delivery(Outcome.DELIVERED, null);
    private static final Delivery UNFINISHED = new Delivery(Outcome.UNFINISHED, null);

    public static Delivery delivered() {
        return DELIVERED;
    }

    public static Delivery unfinished() {
        return UNFINISHED;
    }

    public static Delivery retry(String reason) {
        return new Delivery(Outcome.RETRY, reason);
    }

    public static Delivery rejected(String reason) {
        return new Delivery(Outcome.REJECTED, reason);
    }

    public static Delivery unavailable(String reason) {
        return new Delivery(Outcome.UNAVAILABLE, reason);
    }
}
