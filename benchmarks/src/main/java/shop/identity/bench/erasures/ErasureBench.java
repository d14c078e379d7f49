package shop.identity.bench.erasures;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import shop.identity.bench.AdminClient;
import shop.identity.bench.Figure;
import shop.identity.bench.Rate;
import shop.identity.bench.Report;
import shop.identity.stack.Ports;
import shop.identity.stack.Stack;
import shop.identity.stack.StackSettings;

/**
 * {@code ./bench erasures}: customers with everything in them, in a realm with many events, are erased by one node, which
 * publishes events and tells services meanwhile as it always does. Beside it staff delete accounts of the same kind by Keycloak's
 * own {@code DELETE /users/{id}}, one after the other, with what the pack does about any deletion: Keycloak's events stay then. And
 * one customer is exported.
 */
public final class ErasureBench {

    /** By the timer, no sweep begins while this runs. */
    private static final String ONCE_A_DAY = "--spi-admin-realm-restapi-extension--shop-segments--sweep-seconds=86400";

    private static final String MANY_EXPORTS = "--spi-realm-restapi-extension--shop-privacy--exports-per-day=1000";

    private static final String ID = "PF-8";
    private static final String ERASURES = "erasures, one node";
    private static final String DELETIONS = "Keycloak's DELETE /users, one by one";

    private final Path root;
    private final ErasureSizes sizes;
    private final Report report = new Report("erasures", "customers");

    public ErasureBench(Path root, ErasureSizes sizes) {
        this.root = root;
        this.sizes = sizes;
    }

    /** @return whether every figure meets its bar */
    public boolean run() {
        StackSettings settings = StackSettings.inCheckout(
                        root, root.resolve("benchmarks/target/erasures"), Ports.free())
                .withKeycloakOptions(List.of(ONCE_A_DAY, MANY_EXPORTS));
        settings.forgetData();
        try (Stack stack = Stack.start(settings, 1, System.out::println);
                AdminClient staff = new AdminClient(stack);
                ErasureDatabase database = new ErasureDatabase(stack.postgres())) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            measure(new StaffApi(stack, staff), database);
        }
        report.print();
        Path file = root.resolve("target/bench.json");
        report.write(file);
        System.out.println("\nWritten to " + root.relativize(file) + ".");
        return report.isMet();
    }

    private void measure(StaffApi staff, ErasureDatabase database) {
        staff.makeSegment("one");
        staff.makeSegment("two");
        System.out.printf(
                "%,d customers, %,d events, %,d of staff…%n",
                sizes.customers() + 1, sizes.events(), sizes.adminEvents());
        database.fill(sizes);
        database.settle();
        rounds(staff, database);
        exports(staff, database);
    }

    private void rounds(StaffApi staff, ErasureDatabase database) {
        int next = 1;
        database.erase(next, next + ErasureSizes.WARM_UP - 1);
        next += ErasureSizes.WARM_UP;
        delete(staff, next, ErasureSizes.WARM_UP);
        next += ErasureSizes.WARM_UP;
        database.settle();
        double readsBefore = database.fullReads();
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < sizes.rounds(); round++) {
            // The first one's end begins the time.
            double rate = (sizes.erasures() - 1) / database.erase(next, next + sizes.erasures() - 1);
            rates.add(rate);
            report.add(ERASURES, rate);
            next += sizes.erasures();
            database.settle();
            report.add(DELETIONS, delete(staff, next, sizes.deletions()).perSecond());
            next += sizes.deletions();
            database.settle();
        }
        double reads = database.fullReads() - readsBefore;
        database.requireErased();
        report.add(Figure.atLeast(
                ID,
                "erasures on one node (the slowest round)",
                rates.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                20,
                "/s"));
        report.remark("Keycloak's events read from end to end, in all rounds", reads);
        report.remark("erasures ÷ deletions one after the other", report.median(ERASURES) / report.median(DELETIONS));
    }

    private static Rate delete(StaffApi staff, int from, int count) {
        long began = System.nanoTime();
        IntStream.range(from, from + count).forEach(staff::delete);
        return new Rate(count, Duration.ofNanos(System.nanoTime() - began));
    }

    private void exports(StaffApi staff, ErasureDatabase database) {
        int exported = sizes.customers() + 1;
        IntStream.range(0, ErasureSizes.WARM_UP).forEach(turn -> staff.export(exported));
        database.settle();
        List<Double> millis = IntStream.range(0, sizes.exports())
                .mapToObj(turn -> staff.export(exported).toNanos() / 1e6)
                .sorted()
                .toList();
        String what = "export, %,d events, by staff".formatted(ErasureSizes.EVENTS_OF_THE_EXPORTED);
        report.add(Figure.atMost(ID, what + " (the median)", millis.get(millis.size() / 2), 300, "ms"));
        report.add(Figure.atMost(ID, what + " (the worst)", millis.get(millis.size() - 1), 300, "ms"));
    }
}
