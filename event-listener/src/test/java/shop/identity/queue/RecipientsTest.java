package shop.identity.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ML-1")
class RecipientsTest {

    private static final String HERE = "mail.example.org:25 as shop";
    private static final String AWAY = "the mail server cannot be reached";

    private Instant now = Instant.parse("2026-11-24T06:00:00Z");

    private final Recipients<String> recipients = new Recipients<>("Mails", new Clock() {
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
    void recipientThatIsAwayIsLeftAloneForAMoment() {
        recipients.isAway(HERE, AWAY);

        assertThat(recipients.whyNotNow(HERE)).isEqualTo(AWAY);
        assertThat(recipients.whyNotNow("mail.example.org:25 as other")).isNull();
        now = now.plus(Duration.ofSeconds(5));
        assertThat(recipients.whyNotNow(HERE)).isNull();
    }

    @Test
    void recipientThatIsBackIsAskedAtOnce() {
        recipients.isAway(HERE, AWAY);

        recipients.isThere(HERE);

        assertThat(recipients.whyNotNow(HERE)).isNull();
    }
}
