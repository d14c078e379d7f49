package shop.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ML-1")
class MailServersTest {

    private static final SmtpSettings.Account HERE = new SmtpSettings.Account("mail.example.org:25", "shop");
    private static final String AWAY = "the mail server cannot be reached";

    private Instant now = Instant.parse("2026-11-24T06:00:00Z");

    private final MailServers servers = new MailServers(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void serverThatIsAwayIsLeftAloneForAMoment() {
        servers.isAway(HERE, AWAY);

        assertThat(servers.whyNotNow(HERE)).isEqualTo(AWAY);
        assertThat(servers.whyNotNow(new SmtpSettings.Account("mail.example.org:25", "other")))
                .isNull();
        now = now.plus(Duration.ofSeconds(5));
        assertThat(servers.whyNotNow(HERE)).isNull();
    }

    @Test
    void serverThatIsBackIsAskedAtOnce() {
        servers.isAway(HERE, AWAY);

        servers.isThere(HERE);

        assertThat(servers.whyNotNow(HERE)).isNull();
    }
}
