package shop.identity.bench.login;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import shop.identity.bench.Figure;
import shop.identity.bench.Rate;
import shop.identity.bench.Report;
import shop.identity.stack.Ports;

/**
 * {@code ./bench login}: logins with all of the pack's protection, and with stock Keycloak's, whose own brute force protection
 * is on. Same realm, settings, hash and load, in turns.
 */
public final class LoginBench {

    /** So many logins after standing still are not counted: connections are made, late timers run. */
    private static final int AFTER_A_PAUSE = 20;

    private final Path root;
    private final LoginSizes sizes;
    private final Customers customers;
    private final Report report = new Report("login", "logins");

    public LoginBench(Path root, LoginSizes sizes) {
        this.root = root;
        this.sizes = sizes;
        this.customers = new Customers(sizes.customers());
    }

    /** @return whether every figure meets its bar */
    public boolean run() {
        RealmFiles realms = new RealmFiles(root, sizes.customers());
        Ports ports = Ports.free();
        try (Side pack = Side.pack(root, ports, realms)) {
            pack.standStill();
            try (Side stock = Side.stock(root, ports.others(), realms)) {
                stock.standStill();
                measure(List.of(pack, stock));
            }
        }
        report.print();
        Path file = root.resolve("target/bench.json");
        report.write(file);
        System.out.println("\nWritten to " + root.relativize(file) + ".");
        return report.isMet();
    }

    private void measure(List<Side> sides) {
        System.out.println("Warming up…");
        for (Side side : sides) {
            side.go();
            for (Way way : Way.values()) {
                customers.logIn(way, side.realmUrl(RealmFiles.CHEAP), sizes.warmUp(), sizes.clients());
                customers.logIn(way, side.realmUrl(RealmFiles.SHIPPED), sizes.logins() / 2, sizes.clients());
            }
            side.standStill();
        }
        for (Way way : Way.values()) {
            inTurns(
                    sides,
                    new Kind(way, RealmFiles.SHIPPED, "as shipped", sizes.logins(), sizes.clients()),
                    sizes.rounds());
        }
        for (Way way : Way.values()) {
            inTurns(
                    sides,
                    new Kind(way, RealmFiles.CHEAP, "cheap hash", sizes.cheapLogins(), sizes.clients()),
                    sizes.cheapRounds());
            inTurns(
                    sides,
                    new Kind(way, RealmFiles.CHEAP, "cheap hash, alone", sizes.cheapLogins() / 5, 1),
                    sizes.cheapRounds());
        }
        for (Way way : Way.values()) {
            double ratio = median("pack", way, "as shipped") / median("stock", way, "as shipped");
            report.add(
                    Figure.atLeast("PF-1", "logins/s by " + way.said() + ", pack ÷ stock Keycloak", ratio, 0.95, ""));
            remarks(way);
        }
    }

    /** They take turns at beginning. */
    private void inTurns(List<Side> sides, Kind kind, int rounds) {
        List<Side> order = new ArrayList<>(sides);
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("By %s, %s: round %d of %d%n", kind.way().said(), kind.hash(), round, rounds);
            Collections.rotate(order, 1);
            for (Side side : order) {
                report.add(
                        name(side.name(), kind.way(), kind.hash()),
                        round(side, kind).perSecond());
            }
        }
    }

    private Rate round(Side side, Kind kind) {
        side.go();
        try {
            String realm = side.realmUrl(kind.realm());
            customers.logIn(kind.way(), realm, AFTER_A_PAUSE, kind.clients());
            return customers.logIn(kind.way(), realm, kind.logins(), kind.clients());
        } finally {
            side.standStill();
        }
    }

    /** What the pack adds to a login when next to nothing is spent on the password. */
    private void remarks(Way way) {
        report.remark(
                "by " + way.said() + ": the whole machine works longer, ms per login",
                millis("pack", way, "cheap hash") - millis("stock", way, "cheap hash"));
        report.remark(
                "by " + way.said() + ": who is alone waits longer, ms per login",
                millis("pack", way, "cheap hash, alone") - millis("stock", way, "cheap hash, alone"));
    }

    private double millis(String side, Way way, String hash) {
        return 1000 / median(side, way, hash);
    }

    private double median(String side, Way way, String hash) {
        return report.median(name(side, way, hash));
    }

    private static String name(String side, Way way, String hash) {
        return side + ", by " + way.said() + ", " + hash;
    }

    /** @param clients at the same time */
    private record Kind(Way way, String realm, String hash, int logins, int clients) {}
}
