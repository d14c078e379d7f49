package shop.identity.bench.store;

import java.time.Duration;
import org.keycloak.events.outbox.OutboxDrainerTask;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Runs a drainer again as soon as it is done, each run in a transaction as Keycloak's scheduler gives it one. */
final class BackToBack implements AutoCloseable {

    /** When there was nothing: it must not be felt by whoever is measured then. */
    private static final Duration IDLE = Duration.ofMillis(500);

    private final Thread thread;
    private volatile boolean open = true;

    BackToBack(KeycloakSessionFactory sessions, OutboxDrainerTask drainer, KafkaDelivery kafka) {
        thread = new Thread(() -> run(sessions, drainer, kafka), "bench-back-to-back");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run(KeycloakSessionFactory sessions, OutboxDrainerTask drainer, KafkaDelivery kafka) {
        try {
            while (open) {
                long before = kafka.delivered();
                KeycloakModelUtils.runJobInTransaction(sessions, drainer::run);
                if (kafka.delivered() == before) {
                    Thread.sleep(IDLE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
    }
}
