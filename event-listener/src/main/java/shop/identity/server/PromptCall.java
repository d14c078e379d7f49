package shop.identity.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** One piece of work and who waits for it: exactly one of the two decides whether it came in time. */
final class PromptCall<T> implements Runnable, Promptly.Answer<T> {

    private static final Logger LOG = Logger.getLogger(PromptCall.class);

    private enum State {
        WAITS,
        RUNS,
        ENDED,
        GIVEN_UP
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITS);
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Supplier<T> work;
    private final Runnable undo;
    private final AtomicInteger hanging;

    /** @param hanging counts those that were given up and have not ended */
    PromptCall(Supplier<T> work, Runnable undo, AtomicInteger hanging) {
        this.work = work;
        this.undo = undo;
        this.hanging = hanging;
    }

    /** What was given up before it began is not begun. */
    @Override
    public void run() {
        if (!state.compareAndSet(State.WAITS, State.RUNS)) {
            return;
        }
        try {
            answer.complete(work.get());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
        if (!state.compareAndSet(State.RUNS, State.ENDED)) {
            endTooLate();
        }
    }

    /** Also after an exception: it may have been the answer to the commit that was lost. */
    private void endTooLate() {
        try {
            undo.run();
        } catch (RuntimeException e) {
            LOG.debug("what came too late could not be undone", e);
        } finally {
            hanging.decrementAndGet();
        }
    }

    @Override
    public T await(Duration patience) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return giveUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return giveUp();
        } catch (ExecutionException e) {
            throw asItWas(e.getCause());
        }
    }

    private T giveUp() {
        if (state.compareAndSet(State.RUNS, State.GIVEN_UP)) {
            hanging.incrementAndGet();
            throw new NoAnswerException();
        }
        if (state.compareAndSet(State.WAITS, State.GIVEN_UP)) {
            throw new NoAnswerException();
        }
        // Just in time.
        return answer.join();
    }

    private static RuntimeException asItWas(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return (RuntimeException) e;
    }
}
