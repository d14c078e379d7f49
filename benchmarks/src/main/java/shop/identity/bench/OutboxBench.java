package shop.identity.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import shop.identity.bench.store.StoreDrainerFactory;
import shop.identity.stack.Ports;
import shop.identity.stack.Stack;
import shop.identity.stack.StackSettings;

/** {@code ./bench outbox}: everything that can empty an outbox, in turns on the same servers. */
final class OutboxBench {

    private static final int LATENCY_LOAD = 200;
    private static final int SMALL_PER_LARGE = 10;

    private final Path root;
    private final Sizes sizes;
    private final Report report = new Report("outbox", "events");

    OutboxBench(Path root, Sizes sizes) {
        this.root = root;
        this.sizes = sizes;
    }

    /** @return whether every figure meets its bar */
    boolean run() {
        StackSettings settings = settings();
        settings.forgetData();
        try (Stack stack = Stack.start(settings, 1, System.out::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            latency(stack);
            rates(stack);
        }
        report.print();
        Path file = root.resolve("target/bench.json");
        report.write(file);
        System.out.println("\nWritten to " + root.relativize(file) + ".");
        return report.isMet();
    }

    /** As in a checkout, with a rival and a load among the server's providers. */
    private StackSettings settings() {
        Path target = root.resolve("benchmarks/target");
        StackSettings usual = StackSettings.inCheckout(root, target.resolve("stack"), Ports.free());
        String rival = "--spi-events-listener--bench-outbox-store--";
        String load = "--spi-events-listener--bench-steady-changes--";
        return usual.withProviders(target.resolve("providers"))
                .withKeycloakOptions(List.of(
                        rival + "bootstrap-servers=127.0.0.1:" + usual.ports().kafka(),
                        rival + "topic=" + Stack.TOPIC,
                        load + "realm=" + Stack.REALM,
                        load + "per-second=" + LATENCY_LOAD));
    }

    private void rates(Stack stack) {
        String brokers = stack.kafka().bootstrapServers();
        Backlog backlog = new Backlog(stack.postgres());
        OutboxConnector connector = new OutboxConnector(root.resolve("cdc"), stack.postgres());
        connector.prepare();
        try (TopicEnd topic = new TopicEnd(brokers, Stack.TOPIC);
                AdminClient admin = new AdminClient(stack);
                ProducerLoop limit = new ProducerLoop(brokers, Stack.TOPIC)) {
            RelayDrain relay = new RelayDrain(backlog, topic, new Customers(admin.users(), 1));
            inTurns(List.of(
                    limit,
                    relay,
                    new DebeziumDrain(backlog, connector, brokers),
                    new StoreDrain(
                            stack.postgres(),
                            topic,
                            "Keycloak's OutboxStore, back to back",
                            StoreDrainerFactory.BACK_TO_BACK)));
            backlogs(relay);
            StoreDrain stock = new StoreDrain(
                    stack.postgres(), topic, "Keycloak's OutboxStore, as set up", StoreDrainerFactory.STOCK);
            report.add(stock.name(), stock.drain(sizes.stock()).perSecond());
        }
    }

    private void latency(Stack stack) {
        System.out.printf("From commit to consumer at %d events/s…%n", LATENCY_LOAD);
        List<Duration> sorted = new Latency(stack).measure(sizes.warmUp(), sizes.latency());
        double rate = sorted.size() * 1000.0 / sizes.latency().toMillis();
        report.add(Figure.atLeast(
                "PF-4", "load at which the latency was measured", rate, LATENCY_LOAD * 0.95, "events/s"));
        if (sorted.isEmpty()) {
            return;
        }
        report.add(Figure.atMost("PF-4", "commit to consumer, p50", millis(sorted, 0.50), 20, "ms"));
        report.add(Figure.atMost("PF-4", "commit to consumer, p99", millis(sorted, 0.99), 150, "ms"));
    }

    private static double millis(List<Duration> sorted, double quantile) {
        return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1).toNanos() / 1e6;
    }

    /**
     * The first round warms everybody up and is not counted. They take turns at beginning: whoever follows the slowest finds a
     * machine that has rested.
     */
    private void inTurns(List<Contender> contenders) {
        List<Contender> order = new ArrayList<>(contenders);
        for (int round = 0; round <= sizes.rounds(); round++) {
            System.out.println(round == 0 ? "Warming up…" : "Round " + round + " of " + sizes.rounds());
            Collections.rotate(order, 1);
            for (Contender contender : order) {
                Rate rate = contender.drain(contender.partOf(sizes.backlog()));
                if (round > 0) {
                    report.add(contender.name(), rate.perSecond());
                }
            }
        }
        double relay = report.median("relay");
        report.add(Figure.atLeast("PF-2", "relay", relay, 5_000, "events/s"));
        report.add(Figure.atLeast("PF-2", "relay ÷ producer loop", relay / report.median("producer loop"), 0.5, ""));
        report.add(Figure.atLeast("PF-3", "relay ÷ Debezium", relay / report.median("Debezium"), 2, ""));
        report.add(Figure.atLeast(
                "PF-3",
                "relay ÷ Keycloak's OutboxStore, back to back",
                relay / report.median("Keycloak's OutboxStore, back to back"),
                20,
                ""));
    }

    private void backlogs(RelayDrain relay) {
        String small = "relay, backlog of " + sizes.small();
        String large = "relay, backlog of " + sizes.large();
        System.out.printf("Backlogs of %,d and %,d…%n", sizes.small(), sizes.large());
        for (int round = 0; round < sizes.largeRounds(); round++) {
            // As short as they are, one of them says little.
            for (int one = 0; one < SMALL_PER_LARGE; one++) {
                report.add(small, relay.drain(sizes.small()).perSecond());
            }
            report.add(large, relay.drain(sizes.large()).perSecond());
        }
        report.add(Figure.atLeast(
                "PF-5",
                "drain rate at the large ÷ at the small backlog",
                report.median(large) / report.median(small),
                0.9,
                ""));
    }
}
