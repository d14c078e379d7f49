package shop.identity.segments.staff;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import shop.identity.problem.Refusal;
import shop.identity.queue.Transactions;
import shop.identity.segments.sweep.SweepState;
import shop.identity.segments.sweep.SweepTable;

/**
 * Has customers evaluated at once. The nodes' workers do it; whoever asks waits for a moment, and is told how far it is if that
 * does not suffice.
 */
public final class EvaluationDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Transactions transactions;
    private final SweepTable sweeps;
    private final Runnable wake;

    /**
     * @param transactions of its own: what is asked for has to be committed before a node can begin
     * @param wake         called when something became due
     */
    public EvaluationDesk(Transactions transactions, SweepTable sweeps, Runnable wake) {
        this.transactions = transactions;
        this.sweeps = sweeps;
        this.wake = wake;
    }

    /**
     * @param segmentId empty: by all segments of the realm
     * @return 200 when it is done, 202 when it is not yet
     */
    Response evaluate(String realmId, String segmentId) {
        Instant asked = transactions.call(connection -> sweeps.ask(connection, realmId, segmentId));
        wake.run();
        long end = System.nanoTime() + PATIENCE.toNanos();
        SweepState state = state(realmId, segmentId, asked).orElseThrow(EvaluationDesk::gone);
        while (!state.isCompleted() && System.nanoTime() < end && sleep()) {
            state = state(realmId, segmentId, asked).orElseThrow(EvaluationDesk::gone);
        }
        return Response.status(state.isCompleted() ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(EvaluationRepresentation.of(state))
                .build();
    }

    /** @throws Refusal 404: there never was one */
    EvaluationRepresentation show(String realmId, String segmentId) {
        return state(realmId, segmentId, Instant.EPOCH)
                .map(EvaluationRepresentation::of)
                .orElseThrow(() -> Refusal.notFound("Nothing was evaluated so far."));
    }

    private Optional<SweepState> state(String realmId, String segmentId, Instant since) {
        return transactions.call(connection -> sweeps.find(connection, realmId, segmentId, since));
    }

    private static Refusal gone() {
        return Refusal.notFound("The segment was removed meanwhile.");
    }

    /** @return false when the server stops */
    private static boolean sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
