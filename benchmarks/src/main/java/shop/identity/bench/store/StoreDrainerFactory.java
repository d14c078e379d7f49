package shop.identity.bench.store;

import java.time.Duration;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.events.outbox.OutboxBackoff;
import org.keycloak.events.outbox.OutboxConfig;
import org.keycloak.events.outbox.OutboxDrainerTask;
import org.keycloak.events.outbox.OutboxStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.TimerProvider;

/**
 * The rival: Keycloak's own {@code OutboxStore} and {@code OutboxDrainerTask}, publishing to Kafka. For the benchmark
 * only; it is in no distribution.
 *
 * <p>Two drainers, each for a kind of entries of its own: {@value #STOCK} as Keycloak sets up its SSF transmitter (50
 * entries every 30 seconds), {@value #BACK_TO_BACK} with ten times as many, one run after the other for as long as there is
 * something.
 */
public final class StoreDrainerFactory implements EventListenerProviderFactory {

    public static final String STOCK = "bench-stock";
    public static final String BACK_TO_BACK = "bench-back-to-back";

    /** As in {@code DefaultSsfTransmitterProviderFactory} of Keycloak 26.7. */
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private static final int BATCH = 50;

    /** The best it can be set to: fewer transactions, and the whole is one entry after the other anyway. */
    private static final int LARGE_BATCH = 500;

    private static final int ATTEMPTS = 8;

    private KafkaDelivery kafka;
    private BackToBack backToBack;

    @Override
    public String getId() {
        return "bench-outbox-store";
    }

    @Override
    public void init(Config.Scope options) {
        String brokers = options.get("bootstrap-servers");
        if (brokers != null) {
            kafka = new KafkaDelivery(brokers, options.get("topic"));
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        if (kafka != null) {
            sessions.register(event -> {
                if (event instanceof PostMigrationEvent) {
                    start(sessions);
                }
            });
        }
    }

    private void start(KeycloakSessionFactory sessions) {
        try (KeycloakSession session = sessions.create()) {
            session.getProvider(TimerProvider.class)
                    .schedule(
                            new ClusterAwareScheduledTaskRunner(sessions, drainer(STOCK, BATCH), INTERVAL.toMillis()),
                            INTERVAL.toMillis(),
                            INTERVAL.toMillis(),
                            "BenchStoreDrainer");
        }
        backToBack = new BackToBack(sessions, drainer(BACK_TO_BACK, LARGE_BATCH), kafka);
        backToBack.start();
    }

    private OutboxDrainerTask drainer(String kind, int batch) {
        OutboxConfig config = new OutboxConfig(
                kind,
                batch,
                new OutboxBackoff(ATTEMPTS, OutboxBackoff.DEFAULT_HTTP_PUSH_CURVE),
                Duration.ofDays(30),
                Duration.ofHours(24),
                Duration.ofDays(2));
        return new OutboxDrainerTask(config, kafka.of(kind), OutboxStore::new);
    }

    /** It listens to nothing: an event listener is just what Keycloak starts without being told to. */
    @Override
    public EventListenerProvider create(KeycloakSession session) {
        throw new UnsupportedOperationException(getId() + " is no listener for a realm");
    }

    @Override
    public void close() {
        if (backToBack != null) {
            backToBack.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }
}
