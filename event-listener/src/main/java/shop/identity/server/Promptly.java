package shop.identity.server;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Work that somebody waits for, but not for long: it is done on threads of its own, and given up when it takes too long. A
 * database that hangs so keeps these few threads and their connections, and nobody else; and once all of them hang, nobody
 * waits at all.
 *
 * <p>What was given up may still come to its end. Nobody learns what came of it, and its undoing is done then.
 */
public final class Promptly implements AutoCloseable {

    private static final int IDLE_SECONDS = 60;

    private final int most;
    private final Duration patience;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger hanging = new AtomicInteger();

    /**
     * @param what     names the threads
     * @param most     threads, and so connections, at a time
     * @param patience how long is waited, the wait for a thread included
     */
    public Promptly(String what, int most, Duration patience) {
        this.most = most;
        this.patience = patience;
        threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "shop-promptly-" + what);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws NoAnswerException when it takes too long, or would */
    public <T> T call(Supplier<T> work) {
        return call(patience, work, () -> {});
    }

    /**
     * @param atMost when it is shorter than this one's patience
     * @param undo   on the thread that did the work, when it came too late
     * @throws NoAnswerException when it takes too long, or would
     */
    public <T> T call(Duration atMost, Supplier<T> work, Runnable undo) {
        return begun(work, undo).await(atMost.compareTo(patience) < 0 ? atMost : patience);
    }

    /**
     * For whoever waits for several such answers at once. What nobody waits for hangs.
     *
     * @throws NoAnswerException when nothing would come of it
     */
    public <T> Answer<T> begin(Supplier<T> work) {
        return begun(work, () -> {});
    }

    private <T> PromptCall<T> begun(Supplier<T> work, Runnable undo) {
        if (hanging.get() >= most) {
            throw new NoAnswerException();
        }
        PromptCall<T> call = new PromptCall<>(work, undo, hanging);
        threads.execute(call);
        return call;
    }

    /** One that is still to come. */
    @FunctionalInterface
    public interface Answer<T> {

        /**
         * To be called once. It throws what the work threw.
         *
         * @param atMost none left: what is not there yet is given up
         * @throws NoAnswerException when it takes too long
         */
        T await(Duration atMost);
    }

    /** What hangs is not waited for: its threads end with the server. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
