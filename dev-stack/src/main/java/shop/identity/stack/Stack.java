package shop.identity.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * The whole shop around the pack: PostgreSQL, Kafka, a mail catcher, the order and payment stand-ins, and one or two
 * Keycloak nodes. Everything listens on the loopback address only.
 */
public final class Stack implements AutoCloseable {

    /** The realm that {@code realm-export/} brings. */
    public static final String REALM = "shop";

    /** Name and password of the administrator in the realm {@code master}. */
    public static final String ADMIN = "admin";

    /** Where the pack publishes. */
    public static final String TOPIC = "customer-events";

    private final StackSettings settings;
    private final RunRecord record;
    private final PostgresServer postgres;
    private final KafkaBroker kafka;
    private final KeycloakCluster keycloak;
    private final MailCatcher mail;
    private final OrderService orders;
    private final PaymentService payments;

    private Stack(StackSettings settings, Progress progress) {
        this.settings = settings;
        this.record = new RunRecord(settings.workDirectory());
        ServerContext context = new ServerContext(record, progress);
        this.postgres = new PostgresServer(settings, context);
        this.kafka = new KafkaBroker(settings, context);
        this.keycloak = new KeycloakCluster(
                new KeycloakHome(settings, context), new KeycloakOptions(settings, postgres, kafka), context);
        this.mail = new MailCatcher(settings.ports().smtp(), settings.ports().mailUi());
        this.orders =
                new OrderService(settings.ports().order(), keycloak.node(0).baseUrl());
        this.payments = new PaymentService(settings.ports().payment());
    }

    /**
     * Starts everything and returns when it is ready. What already ran is stopped again when a part fails.
     *
     * @param nodes how many Keycloak nodes to start: 0 (none yet), 1 or 2
     * @throws StackException if a stack already runs in the work folder, a port is taken or a part does not start
     */
    public static Stack start(StackSettings settings, int nodes, Progress progress) {
        RunRecord record = new RunRecord(settings.workDirectory());
        record.launcher().ifPresent(launcher -> {
            throw new StackException(
                    "A stack already runs in " + settings.workDirectory() + " (process " + launcher.pid() + ").");
        });
        if (record.endServers() > 0) {
            progress.step("Stopped what an earlier start had left behind.");
        }
        settings.ports().requireFree(nodes);
        record.claim();
        // Logging sets itself up at the first use, and complains when that is by several threads or interrupted.
        LoggerFactory.getLogger(Stack.class);
        Stack stack = new Stack(settings, progress);
        try {
            stack.startServers(nodes, progress);
            return stack;
        } catch (RuntimeException | Error e) {
            stack.close();
            throw e;
        }
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public KafkaBroker kafka() {
        return kafka;
    }

    public KeycloakCluster keycloak() {
        return keycloak;
    }

    public MailCatcher mail() {
        return mail;
    }

    public SmsCatcher sms() {
        return mail.sms();
    }

    public OrderService orders() {
        return orders;
    }

    public PaymentService payments() {
        return payments;
    }

    public Ports ports() {
        return settings.ports();
    }

    /** Stops everything, the last started first. No process is left. Calling it again does nothing. */
    @Override
    public void close() {
        // Being interrupted is often why we are here, and waiting for the servers must work all the same.
        boolean interrupted = Thread.interrupted();
        List<Runnable> parts = List.of(
                keycloak::stop,
                payments::close,
                orders::close,
                mail::close,
                kafka::stop,
                postgres::stop,
                record::endServers,
                record::clear);
        List<RuntimeException> failures = new ArrayList<>();
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private void startServers(int nodes, Progress progress) {
        progress.step("Starting PostgreSQL and Kafka…");
        inParallel(
                () -> {
                    postgres.start();
                    progress.step("PostgreSQL is ready.");
                },
                () -> {
                    kafka.start();
                    progress.step("Kafka is ready.");
                },
                keycloak::prepare);
        mail.start();
        orders.start();
        payments.start();
        for (int node = 0; node < nodes; node++) {
            progress.step("Keycloak: starting node " + node + "…");
            keycloak.node(node).start();
        }
        progress.step("Ready.");
    }

    private static void inParallel(Runnable... starts) {
        ExecutorService threads = Executors.newFixedThreadPool(starts.length);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable start : starts) {
                running.add(threads.submit(start));
            }
            for (Future<?> start : running) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new StackException("Start failed.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while starting.", e);
        } finally {
            // The others are called off, and nothing may start behind the back of the caller's clean-up.
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(60, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
