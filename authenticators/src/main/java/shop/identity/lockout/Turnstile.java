package shop.identity.lockout;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Where attempts of this node wait for a place, in the order in which they came: one of them looks whether there is one, not
 * all of them. Holds no connection.
 */
final class Turnstile {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final class Queue {
        private final ReentrantLock first = new ReentrantLock(true);
        private final AtomicInteger length = new AtomicInteger();
    }

    private final Map<Account, Queue> queues = new ConcurrentHashMap<>();

    /** @return {@code FULL} when there was none for so long */
    Attempts.Answer pass(Account account, Supplier<Attempts.Answer> attempt) {
        Attempts.Answer answer = attempt.get();
        return answer == Attempts.Answer.FULL ? await(account, attempt) : answer;
    }

    private Attempts.Answer await(Account account, Supplier<Attempts.Answer> attempt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Queue queue = queues.compute(account, (key, known) -> {
            Queue joined = known == null ? new Queue() : known;
            joined.length.incrementAndGet();
            return joined;
        });
        try {
            return await(queue, deadline, attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Attempts.Answer.FULL;
        } finally {
            queues.computeIfPresent(account, (key, left) -> left.length.decrementAndGet() == 0 ? null : left);
        }
    }

    private static Attempts.Answer await(Queue queue, long deadline, Supplier<Attempts.Answer> attempt)
            throws InterruptedException {
        if (!queue.first.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return Attempts.Answer.FULL;
        }
        try {
            Attempts.Answer answer = attempt.get();
            while (answer == Attempts.Answer.FULL && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                answer = attempt.get();
            }
            return answer;
        } finally {
            queue.first.unlock();
        }
    }
}
