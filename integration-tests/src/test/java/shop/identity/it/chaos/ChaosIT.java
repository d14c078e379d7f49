package shop.identity.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.chaos.Operation.Outcome;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.stack.KeycloakNode;

/**
 * Two nodes, customers and staff at work, and for half an hour one server after the other is killed, stopped or frozen.
 * Afterwards topic, database and the clients' own log must agree.
 *
 * <p>{@code -Dshop.chaos.minutes} sets how long, {@code -Dshop.chaos.seed} repeats the weather of an earlier run.
 */
@OnGround
@Tag("long")
class ChaosIT {

    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("shop.chaos.minutes", 30));

    /** From here on every trouble is had. */
    private static final Duration LONG_ENOUGH_FOR_ALL = Duration.ofMinutes(15);

    private static final int ANSWERED_PER_MINUTE = 60;

    private final Ground ground;
    private final Ledger ledger = new Ledger();

    ChaosIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    @Tag("EV-1")
    @Tag("EV-6")
    @Tag("EV-7")
    @Tag("EV-8")
    @Tag("EV-9")
    void nothingIsLostInventedOrOutOfOrder() throws SQLException {
        long seed = Long.getLong("shop.chaos.seed", System.nanoTime());
        System.out.printf("chaos of %d minutes, seed %d%n", LENGTH.toMinutes(), seed);
        KeycloakNode second = ground.secondNode();
        Weather weather = new Weather(ground, new Random(seed));
        Tally tally;
        try {
            Witnesses witnesses = new Witnesses(ground);
            stormOverClients(weather, seed);
            tally = Audit.of(witnesses.tell(ledger.operations()));
        } finally {
            second.stop();
        }
        System.out.printf("chaos of %d minutes, seed %d: %s%n%s", LENGTH.toMinutes(), seed, weather.had(), tally);
        assertThat(tally.findings()).isEmpty();
        assertThat(tally.operations().get(Outcome.DONE)).isGreaterThan(ANSWERED_PER_MINUTE * LENGTH.toMinutes());
        if (LENGTH.compareTo(LONG_ENOUGH_FOR_ALL) >= 0) {
            assertThat(weather.had()).containsOnlyKeys(Trouble.values());
        }
    }

    private void stormOverClients(Weather weather, long seed) {
        Customers customers = new Customers();
        try (Staff staff = new Staff(ground, ledger, customers);
                Crowd crowd = new Crowd()) {
            for (int newcomer = 0; newcomer < 3; newcomer++) {
                crowd.add(
                        new Newcomer(ground, ledger, customers),
                        Duration.ofMillis(900),
                        new Random(seed + 10 + newcomer));
            }
            for (int agent = 0; agent < 4; agent++) {
                crowd.add(staff, Duration.ofMillis(250), new Random(seed + 20 + agent));
            }
            weather.storm(LENGTH);
        }
    }
}
