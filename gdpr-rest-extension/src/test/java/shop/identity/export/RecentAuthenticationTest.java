package shop.identity.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("GD-8")
class RecentAuthenticationTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final RecentAuthentication recent = new RecentAuthentication(Duration.ofSeconds(300));

    @ParameterizedTest
    @CsvSource({"0, true", "300, true", "301, false", "86400, false", "-30, true", "-31, false"})
    void withinTheTimeAndNotInTheFuture(long secondsAgo, boolean isRecent) {
        assertThat(recent.isRecent(NOW.minusSeconds(secondsAgo), NOW)).isEqualTo(isRecent);
    }

    @Test
    void whatNobodyKnowsIsNot() {
        assertThat(recent.isRecent(null, NOW)).isFalse();
    }
}
