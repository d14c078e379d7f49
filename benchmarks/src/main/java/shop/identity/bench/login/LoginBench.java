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
 * is on. Same realm, settings, hash and load, in turns; beside both, on the server with the pack, the same realm without it.
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
        for (int start = 1; start <= sizes.starts(); start++) {
            System.out.printf("Start %d of %d%n", start, sizes.starts());
            if (start > 1) {
                sides.forEach(Side::startAgain);
            }
            sides.forEach(this::warmUp);
            for (Way way : Way.values()) {
                inTurns(
                        Entrant.withShippedHash(sides),
                        new Kind(way, "as shipped", sizes.logins(), sizes.clients()),
                        sizes.rounds());
                List<Entrant> cheap = Entrant.withCheapHash(sides);
                inTurns(cheap, new Kind(way, "cheap hash", sizes.cheapLogins(), sizes.clients()), sizes.cheapRounds());
                inTurns(cheap, new Kind(way, "cheap hash, alone", sizes.cheapLogins() / 5, 1), sizes.cheapRounds());
            }
        }
        for (Way way : Way.values()) {
            double ratio = median("pack", way, "as shipped") / median("stock", way, "as shipped");
            report.add(
                    Figure.atLeast("PF-1", "logins/s by " + way.said() + ", pack ÷ stock Keycloak", ratio, 0.95, ""));
            double withinOneServer = median("pack", way, "as shipped") / median(Entrant.UNTOUCHED, way, "as shipped");
            report.add(Figure.atLeast(
                    "PF-1",
                    "logins/s by " + way.said() + ", pack ÷ realm without it beside",
                    withinOneServer,
                    0.95,
                    ""));
            remarks(way);
        }
    }

    private void warmUp(Side side) {
        side.go();
        for (Way way : Way.values()) {
            customers.logIn(way, side.realmUrl(RealmFiles.CHEAP), sizes.warmUp(), sizes.clients());
            for (Entrant entrant : Entrant.withShippedHash(List.of(side))) {
                customers.logIn(way, entrant.realmUrl(), sizes.shippedWarmUp(), sizes.clients());
            }
        }
        side.standStill();
    }

    /** They take turns at beginning. */
    private void inTurns(List<Entrant> entrants, Kind kind, int rounds) {
        List<Entrant> order = new ArrayList<>(entrants);
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("By %s, %s: round %d of %d%n", kind.way().said(), kind.hash(), round, rounds);
            Collections.rotate(order, 1);
            for (Entrant entrant : order) {
                report.add(
                        name(entrant.name(), kind.way(), kind.hash()),
                        round(entrant, kind).perSecond());
            }
        }
    }

    private Rate round(Entrant entrant, Kind kind) {
        entrant.side().go();
        try {
            customers.logIn(kind.way(), entrant.realmUrl(), AFTER_A_PAUSE, kind.clients());
            return customers.logIn(kind.way(), entrant.realmUrl(), kind.logins(), kind.clients());
        } finally {
            entrant.side().standStill();
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
    private record Kind(Way way, String hash, int logins, int clients) {}
}
