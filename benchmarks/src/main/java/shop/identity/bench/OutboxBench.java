package shop.identity.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import shop.identity.stack.Ports;
import shop.identity.stack.Stack;
import shop.identity.stack.StackSettings;

/** {@code ./bench outbox}: everything that can empty an outbox, in turns on the same servers. */
final class OutboxBench {

    private static final int LATENCY_LOAD = 200;

    private final Path root;
    private final Sizes sizes;
    private final Report report = new Report();

    OutboxBench(Path root, Sizes sizes) {
        this.root = root;
        this.sizes = sizes;
    }

    void run() {
        StackSettings settings = StackSettings.inCheckout(root, root.resolve("benchmarks/target/stack"), Ports.free());
        settings.forgetData();
        try (Stack stack = Stack.start(settings, 1, System.out::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            latency(stack);
            Backlog backlog = new Backlog(stack.postgres());
            try (TopicEnd topic = new TopicEnd(stack.kafka().bootstrapServers(), Stack.TOPIC);
                    ProducerLoop limit = new ProducerLoop(stack.kafka().bootstrapServers(), Stack.TOPIC)) {
                RelayDrain relay = new RelayDrain(backlog, topic);
                inTurns(List.of(limit, relay));
                backlogs(relay);
            }
        }
        report.print();
        Path file = root.resolve("target/bench.json");
        report.write(file);
        System.out.println("\nWritten to " + root.relativize(file) + ".");
    }

    private void latency(Stack stack) {
        System.out.printf("From commit to consumer at %d events/s…%n", LATENCY_LOAD);
        List<Duration> sorted = new Latency(stack, LATENCY_LOAD).measure(sizes.warmUp(), sizes.latency());
        double rate = sorted.size() * 1000.0 / sizes.latency().toMillis();
        report.add(Figure.atLeast(
                "PF-4", "load at which the latency was measured", rate, LATENCY_LOAD * 0.95, "events/s"));
        report.add(Figure.atMost("PF-4", "commit to consumer, p50", millis(sorted, 0.50), 20, "ms"));
        report.add(Figure.atMost("PF-4", "commit to consumer, p99", millis(sorted, 0.99), 150, "ms"));
    }

    private static double millis(List<Duration> sorted, double quantile) {
        return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1).toNanos() / 1e6;
    }

    /** The first round warms everybody up and is not counted. */
    private void inTurns(List<Contender> contenders) {
        for (int round = 0; round <= sizes.rounds(); round++) {
            System.out.println(round == 0 ? "Warming up…" : "Round " + round + " of " + sizes.rounds());
            for (Contender contender : contenders) {
                Rate rate = contender.drain(sizes.backlog());
                if (round > 0) {
                    report.add(contender.name(), rate.perSecond());
                }
            }
        }
        double relay = report.median("relay");
        report.add(Figure.atLeast("PF-2", "relay", relay, 5_000, "events/s"));
        report.add(Figure.atLeast("PF-2", "relay ÷ producer loop", relay / report.median("producer loop"), 0.5, ""));
    }

    private void backlogs(RelayDrain relay) {
        String small = "relay, backlog of " + sizes.small();
        String large = "relay, backlog of " + sizes.large();
        System.out.printf("Backlogs of %,d and %,d…%n", sizes.small(), sizes.large());
        for (int round = 0; round < sizes.rounds(); round++) {
            report.add(small, relay.drain(sizes.small()).perSecond());
            if (round < sizes.largeRounds()) {
                report.add(large, relay.drain(sizes.large()).perSecond());
            }
        }
        report.add(Figure.atLeast(
                "PF-5",
                "drain rate at the large ÷ at the small backlog",
                report.median(large) / report.median(small),
                0.9,
                ""));
    }
}
