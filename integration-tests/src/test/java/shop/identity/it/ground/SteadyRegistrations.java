package shop.identity.it.ground;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import shop.identity.stack.KeycloakNode;

/**
 * Customers who register at a fixed pace, whatever the server does: the next one comes when it is due, not when the last
 * one is done. They take turns between the nodes.
 */
public final class SteadyRegistrations implements AutoCloseable {

    private final ScheduledExecutorService customers = Executors.newScheduledThreadPool(16);
    private final ConcurrentLinkedQueue<Registration.Answer> answers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Registration> nodes;

    public SteadyRegistrations(List<KeycloakNode> nodes, Duration pace) {
        this.nodes =
                nodes.stream().map(node -> new Registration(node.baseUrl())).toList();
        customers.scheduleAtFixedRate(
                () -> customers.execute(this::register), 0, pace.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void register() {
        Registration node = nodes.get(turn.getAndIncrement() % nodes.size());
        try {
            Registration.Answer answer = node.register();
            answers.add(answer);
            if (!answer.isRegistered()) {
                failures.add("status " + answer.status());
            }
        } catch (IOException | RuntimeException e) {
            failures.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All answers so far. */
    public List<Registration.Answer> answers() {
        return List.copyOf(answers);
    }

    /** Lets customers register for so long; the answers that came in that time. */
    public List<Registration.Answer> during(Duration time) {
        int before = answers.size();
        Pause.of(time);
        return answers.stream().skip(before).toList();
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** No more customers come; those at the form finish. */
    @Override
    public void close() {
        customers.shutdown();
        try {
            customers.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
