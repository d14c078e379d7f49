package shop.identity.it.chaos;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Clients at work, each at its pace, on whichever node comes. */
final class Crowd implements AutoCloseable {

    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(8);

    void add(Client client, Duration pace, RandomGenerator random) {
        clients.scheduleWithFixedDelay(() -> act(client, random), 0, pace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void act(Client client, RandomGenerator random) {
        try {
            client.act(random.nextInt(2), random);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception trouble) {
            // What was sent is in the ledger, as unknown; and trouble is what the weather is for.
        }
    }

    /** Each finishes what it has begun. */
    @Override
    public void close() {
        clients.shutdown();
        try {
            if (!clients.awaitTermination(90, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a client does not come to an end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
