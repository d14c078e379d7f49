package shop.identity.it.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.stack.KeycloakNode;

/** Nodes purge by themselves, each by its own options, ten minutes after their start for the first time. */
@OnGround
@Tag("long")
@Tag("EV-10")
class PurgeIT {

    private static final String OPTION = "--spi-events-listener--shop-customer-events--";
    private static final String HOUR = OPTION + "retention-hours=1";

    @Test
    void nodeRemovesWhatIsOlderThanItsRetentionUnlessItIsToldNotTo(Ground ground) throws SQLException {
        OldEvents events = new OldEvents(ground);
        KeycloakNode first = ground.node();
        KeycloakNode second = ground.stack().keycloak().node(1);
        LogTail firstLog = new LogTail(first);
        LogTail secondLog = new LogTail(second);
        try {
            first.stop();
            first.start(List.of(HOUR, OPTION + "purge=false"));
            second.start(List.of(HOUR));
            events.add(
                    1,
                    2500,
                    Duration.ofHours(5).toMillis(),
                    Duration.ofHours(1).plusMinutes(1).toMillis());
            events.add(2501, 2550, Duration.ofMinutes(30).toMillis(), 0);

            Awaitility.await("the purge").atMost(Duration.ofMinutes(13)).until(() -> events.count() == 50);

            Awaitility.await("its line")
                    .until(() ->
                            !secondLog.linesWith("Removed 2500 expired events").isEmpty());
            assertThat(firstLog.linesWith("expired events")).isEmpty();
        } finally {
            events.clear();
            second.stop();
            first.stop();
            first.start();
        }
    }
}
