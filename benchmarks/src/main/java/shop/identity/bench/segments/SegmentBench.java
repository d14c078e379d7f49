package shop.identity.bench.segments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import shop.identity.bench.AdminClient;
import shop.identity.bench.Figure;
import shop.identity.bench.Report;
import shop.identity.stack.Ports;
import shop.identity.stack.Stack;
import shop.identity.stack.StackSettings;

/**
 * {@code ./bench segments}: sweeps over ten rules, on one node that publishes its events meanwhile as it always does. A shop
 * has a tenth of its customers first and all of them later, so that it is seen what grows with them and what does not.
 */
public final class SegmentBench {

    /** By the timer, none begins while this runs. */
    private static final String ONCE_A_DAY = "--spi-admin-realm-restapi-extension--shop-segments--sweep-seconds=86400";

    private static final String ID = "PF-6";

    private final Path root;
    private final SegmentSizes sizes;
    private final Report report = new Report("segments", "customers");

    public SegmentBench(Path root, SegmentSizes sizes) {
        this.root = root;
        this.sizes = sizes;
    }

    /** @return whether every figure meets its bar */
    public boolean run() {
        StackSettings settings = StackSettings.inCheckout(
                        root, root.resolve("benchmarks/target/segments"), Ports.free())
                .withKeycloakOptions(List.of(ONCE_A_DAY));
        settings.forgetData();
        try (Stack stack = Stack.start(settings, 1, System.out::println);
                AdminClient staff = new AdminClient(stack);
                Database database = new Database(stack.postgres());
                Crowd crowd = new Crowd(stack.postgres())) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            measure(new SegmentsApi(stack, staff), database, crowd);
        }
        report.print();
        Path file = root.resolve("target/bench.json");
        report.write(file);
        System.out.println("\nWritten to " + root.relativize(file) + ".");
        return report.isMet();
    }

    private void measure(SegmentsApi api, Database database, Crowd crowd) {
        List<String> segments = make(api);
        SweepRounds sweeps = new SweepRounds(api, database, crowd, report);
        double perMoveAmongFew = amongFew(sweeps);

        String ofAll = ", %,d customers".formatted(sizes.customers());
        System.out.printf("%,d customers…%n", sizes.customers());
        sweeps.newcomers("first sweep of the others" + ofAll, sizes.few() + 1, sizes.customers());
        requireMembers(database);
        Written before = database.written();
        List<Double> unchanged = sweeps.unchanged("nothing changed" + ofAll, sizes.rounds());
        Written byUnchanged = database.written().since(before);
        double oneByOne = sweeps.oneByOne("one rule, nothing changed" + ofAll, segments);
        before = database.written();
        Evaluation onePercent = sweeps.changed("1 % changed" + ofAll, 1, sizes.onePercent());
        Written byOnePercent = database.written().since(before);
        Evaluation tenPercent = sweeps.changed("10 % changed" + ofAll, 1, sizes.few());

        report.add(Figure.atMost(ID, "sweep, nothing changed (the slowest)", Collections.max(unchanged), 60, "s"));
        report.add(Figure.atMost(ID, "sweep, 1 % changed", onePercent.seconds(), 60, "s"));
        report.add(Figure.atMost(
                ID, "written by all of those where nothing changed", byUnchanged.ofCustomers(), 0, "rows"));
        report.add(
                Figure.atMost(ID, "ten rules at once ÷ one after the other", median(unchanged) / oneByOne, 0.75, ""));
        // Ten, if it grew with the customers.
        report.add(Figure.atMost(
                ID,
                "a move's time among all ÷ among a tenth",
                perMove(tenPercent, median(unchanged)) / perMoveAmongFew,
                2,
                ""));
        remarks(byUnchanged, onePercent, byOnePercent);
        report.remark("10 % changed: s", tenPercent.seconds());
        report.remark("10 % changed: joins and leaves", tenPercent.moves());
    }

    private static List<String> make(SegmentsApi api) {
        List<String> segments = new ArrayList<>();
        TenRules.ALL.forEach((name, rule) -> segments.add(api.make(name, rule)));
        // What they ask for as new ones is done while there is nobody.
        segments.forEach(api::evaluate);
        api.evaluate();
        return segments;
    }

    /** @return seconds of a join or leave, as many of them as there are among all later */
    private double amongFew(SweepRounds sweeps) {
        String ofFew = ", %,d customers".formatted(sizes.few());
        System.out.printf("%,d customers…%n", sizes.few());
        sweeps.newcomers("first sweep" + ofFew, 1, sizes.few());
        double unchanged = median(sweeps.unchanged("nothing changed" + ofFew, sizes.rounds()));
        return perMove(sweeps.changed("all changed" + ofFew, 1, sizes.few()), unchanged);
    }

    private void remarks(Written byUnchanged, Evaluation onePercent, Written byOnePercent) {
        report.remark(
                "nothing changed: rows of its own progress, a sweep",
                byUnchanged.ofProgress() / (double) sizes.rounds());
        report.remark("nothing changed: the relay's leases meanwhile, rows", byUnchanged.ofLeases());
        report.remark("1 % changed: joins and leaves", onePercent.moves());
        report.remark("1 % changed: events", byOnePercent.ofEvents());
        report.remark("1 % changed: rows of its own progress", byOnePercent.ofProgress());
        // Whether the counters count at all.
        if (byOnePercent.ofMemberships() != onePercent.moves()) {
            throw new IllegalStateException("The counters say " + byOnePercent + " where there were " + onePercent);
        }
    }

    /** What it takes beyond looking at everybody. */
    private static double perMove(Evaluation evaluation, double unchanged) {
        return (evaluation.seconds() - unchanged) / evaluation.moves();
    }

    private static void requireMembers(Database database) {
        long segments = database.segmentsWithMembers();
        if (segments != TenRules.ALL.size()) {
            throw new IllegalStateException("Only " + segments + " segments have members");
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
