package shop.identity.it.ground;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Customers who come at a fixed pace, whatever the server does: the next one comes when it is due, not when the last one
 * is done.
 */
public final class Steady implements AutoCloseable {

    private final ScheduledExecutorService customers = Executors.newScheduledThreadPool(16);
    private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final String name;
    private final Errand errand;

    /** What each of them comes for. */
    @FunctionalInterface
    public interface Errand {

        /**
         * @param turn counts the customers, from 0
         * @return how long the answer took
         */
        Duration run(int turn) throws Exception;
    }

    /** @param came nanoseconds of the system's clock */
    private record Sample(long came, Duration took) {}

    public Steady(String name, Duration pace, Errand errand) {
        this.name = name;
        this.errand = errand;
        customers.scheduleAtFixedRate(() -> customers.execute(this::come), 0, pace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void come() {
        long now = System.nanoTime();
        try {
            samples.add(new Sample(now, errand.run(turn.getAndIncrement())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            failures.add(e.toString());
        }
    }

    public String name() {
        return name;
    }

    /** How long those waited who came in this time; times are {@link System#nanoTime()}. */
    public Percentiles between(long from, long to) {
        return Percentiles.of(samples.stream()
                .filter(sample -> sample.came() >= from && sample.came() < to)
                .map(Sample::took)
                .toList());
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** No more customers come; those who are there finish. */
    @Override
    public void close() {
        customers.shutdown();
        try {
            customers.awaitTermination(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
