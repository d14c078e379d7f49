package shop.identity.lockout;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Where attempts of this node wait for a place, in the order in which they came: one of them looks whether there is one, not
 * all of them. Holds no connection.
 */
final class Turnstile {

    /** Fifty right passwords at once, of which five are looked at at a time by two cores, take four seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Duration LOOK = Duration.ofMillis(20);

    /** A database that has not answered by then is away, however patient whoever waits for a place may be. */
    static final Duration ANSWER = Duration.ofMillis(2500);

    /** The last look is given so much time: an answer that is only late is no database that is away. */
    private static final Duration LAST_LOOK = Duration.ofMillis(500);

    /** An attempt that is given so much time. */
    @FunctionalInterface
    interface Try extends Function<Duration, Attempts.Answer> {}

    private static final class Queue {
        private final ReentrantLock first = new ReentrantLock(true);
        private final AtomicInteger length = new AtomicInteger();
        private volatile Verdict verdict;
    }

    /**
     * What the one in front was told. It is told to all who had come when it asked: an account that is locked under a thousand
     * guesses is looked up once, and a database that does not answer is asked once.
     *
     * @param away null unless it could not be asked
     */
    private record Verdict(long asked, Attempts.Answer answer, RuntimeException away) {

        boolean isFor(long came) {
            return asked - came > 0;
        }

        Attempts.Answer tell() {
            if (away != null) {
                throw away;
            }
            return answer;
        }
    }

    private final Map<Account, Queue> queues = new ConcurrentHashMap<>();
    private final Duration patience;

    Turnstile() {
        this(PATIENCE);
    }

    Turnstile(Duration patience) {
        this.patience = patience;
    }

    /** @return {@code FULL} when there was none for so long */
    Attempts.Answer pass(Account account, Try attempt) {
        long deadline = System.nanoTime() + patience.toNanos();
        Attempts.Answer answer = attempt.apply(ANSWER);
        return answer == Attempts.Answer.FULL ? await(account, deadline, attempt) : answer;
    }

    private Attempts.Answer await(Account account, long deadline, Try attempt) {
        Queue queue = queues.compute(account, (key, known) -> {
            Queue joined = known == null ? new Queue() : known;
            joined.length.incrementAndGet();
            return joined;
        });
        try {
            return await(queue, System.nanoTime(), deadline, attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Attempts.Answer.FULL;
        } finally {
            queues.computeIfPresent(account, (key, left) -> left.length.decrementAndGet() == 0 ? null : left);
        }
    }

    private static Attempts.Answer await(Queue queue, long came, long deadline, Try attempt)
            throws InterruptedException {
        if (!queue.first.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return Attempts.Answer.FULL;
        }
        try {
            Verdict told = queue.verdict;
            if (told != null && told.isFor(came)) {
                return told.tell();
            }
            Verdict verdict = ask(attempt, deadline);
            while (verdict.answer() == Attempts.Answer.FULL && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                verdict = ask(attempt, deadline);
            }
            if (verdict.away() != null || verdict.answer() == Attempts.Answer.LOCKED) {
                queue.verdict = verdict;
            }
            return verdict.tell();
        } finally {
            queue.first.unlock();
        }
    }

    private static Verdict ask(Try attempt, long deadline) {
        long asked = System.nanoTime();
        long left = Math.max(deadline - asked, LAST_LOOK.toNanos());
        try {
            return new Verdict(asked, attempt.apply(Duration.ofNanos(Math.min(left, ANSWER.toNanos()))), null);
        } catch (RuntimeException e) {
            return new Verdict(asked, null, e);
        }
    }
}
