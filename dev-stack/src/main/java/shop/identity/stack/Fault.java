package shop.identity.stack;

/**
 * How a stand-in misbehaves.
 *
 * @param status answered instead of doing anything, 400 to 599; null: the request is served
 * @param delayMillis waited before anything else; null: not at all
 * @param times how many requests are hit; null: all until changed
 * @param body answered with status 200 instead of doing anything, whatever it is; null: what there is to answer
 * @param stallMillis waited in the middle of the answer's body; null: not at all
 */
public record Fault(Integer status, Integer delayMillis, Integer times, String body, Integer stallMillis) {

    public Fault {
        InvalidValue.requireRange("status", status, 400, 599);
        InvalidValue.requireRange("delayMillis", delayMillis, 0, 600_000);
        InvalidValue.requireRange("times", times, 1, Integer.MAX_VALUE);
        InvalidValue.requireRange("stallMillis", stallMillis, 0, 600_000);
    }

    /** Every request is answered with this status until changed. */
    public static Fault status(int status) {
        return new Fault(status, null, null, null, null);
    }

    /** Every request is served this much later until changed. */
    public static Fault delayMillis(int millis) {
        return new Fault(null, millis, null, null, null);
    }

    /** Every request is answered with this until changed. */
    public static Fault body(String body) {
        return new Fault(null, null, null, body, null);
    }

    /** Half of every answer comes this much later than the other, until changed. */
    public static Fault stallMillis(int millis) {
        return new Fault(null, null, null, null, millis);
    }

    /** The same, for the next requests only. */
    public Fault times(int times) {
        return new Fault(status, delayMillis, times, body, stallMillis);
    }

    /** What is left after one more hit; null when it is used up. */
    Fault afterHit() {
        if (times == null) {
            return this;
        }
        return times == 1 ? null : times(times - 1);
    }
}
