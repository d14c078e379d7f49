package shop.identity.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("GD-5")
class LegalMonthTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-03T10:15:30Z, 2026-12-03T10:15:30Z",
        "2027-01-31T00:00:00Z, 2027-02-28T00:00:00Z",
        "2028-01-31T23:59:59Z, 2028-02-29T23:59:59Z",
        "2026-12-31T12:00:00Z, 2027-01-31T12:00:00Z",
    })
    void aMonthAsTheCalendarHasIt(Instant begin, Instant end) {
        assertThat(LegalMonth.after(begin)).isEqualTo(end);
    }
}
