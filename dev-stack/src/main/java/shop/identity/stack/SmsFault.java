package shop.identity.stack;

/**
 * How the stand-in for a text message gateway misbehaves.
 *
 * @param status      answered, 400 to 599; null: the usual one
 * @param delayMillis waited before the answer; null: not at all
 * @param taken       whether the message is taken all the same, and only the answer is wrong or late; null: no
 * @param times       how many requests are hit; null: all until changed
 */
public record SmsFault(Integer status, Integer delayMillis, Boolean taken, Integer times) {

    public SmsFault {
        InvalidValue.requireRange("status", status, 400, 599);
        InvalidValue.requireRange("delayMillis", delayMillis, 0, 600_000);
        InvalidValue.requireRange("times", times, 1, Integer.MAX_VALUE);
    }

    public static SmsFault status(int status) {
        return new SmsFault(status, null, null, null);
    }

    /** The message is taken, the answer comes late. */
    public static SmsFault lateAnswer(int millis) {
        return new SmsFault(null, millis, true, null);
    }

    /** The message is taken, and the answer is lost on its way: another one comes. */
    public static SmsFault lostAnswer(int status) {
        return new SmsFault(status, null, true, null);
    }

    /** The same, for the next requests only. */
    public SmsFault times(int times) {
        return new SmsFault(status, delayMillis, taken, times);
    }

    boolean isTaken() {
        return Boolean.TRUE.equals(taken);
    }

    /** What is left after one more hit; null when it is used up. */
    SmsFault afterHit() {
        if (times == null) {
            return this;
        }
        return times == 1 ? null : times(times - 1);
    }
}
