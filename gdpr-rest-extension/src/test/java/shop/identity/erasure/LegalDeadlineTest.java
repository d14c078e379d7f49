package shop.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("GD-9")
class LegalDeadlineTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T06:07:12Z, 2026-12-24T06:07:12Z, 2027-02-24T06:07:12Z",
        "2026-12-31T23:59:59Z, 2027-01-31T23:59:59Z, 2027-03-31T23:59:59Z",
        "2027-01-31T00:00:00Z, 2027-02-28T00:00:00Z, 2027-04-30T00:00:00Z",
        "2028-01-30T00:00:00Z, 2028-02-29T00:00:00Z, 2028-04-30T00:00:00Z",
        "2026-11-30T12:00:00Z, 2026-12-30T12:00:00Z, 2027-02-28T12:00:00Z"
    })
    void aMonthAndThree(Instant received, Instant due, Instant extended) {
        assertThat(LegalDeadline.of(received)).isEqualTo(due);
        assertThat(LegalDeadline.onceExtended(received)).isEqualTo(extended);
    }

    /** The promise behind the option's limit. */
    @Test
    void threeDaysAreLeftAfterTheLongestTimeToChangeOnesMind() {
        Instant received = Instant.parse("2026-01-01T00:00:00Z");
        for (int hour = 0; hour < 3 * 366 * 24; hour++) {
            received = received.plus(Duration.ofHours(1));
            Instant graceOver = received.plus(Duration.ofDays(ErasureOptions.LONGEST_GRACE));

            assertThat(Duration.between(graceOver, LegalDeadline.of(received)))
                    .isGreaterThanOrEqualTo(Duration.ofDays(3));
        }
    }
}
