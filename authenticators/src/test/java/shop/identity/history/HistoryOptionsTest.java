package shop.identity.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.server.Options;

@Tag("LG-8")
class HistoryOptionsTest {

    private final Options set = new Options();

    private HistoryOptions options() {
        return HistoryOptions.from(set.read());
    }

    @Test
    void aQuarterUnlessSet() {
        assertThat(options().retention()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void asManyDaysAsSet() {
        set.with("retention-days", "3660");

        assertThat(options().retention()).isEqualTo(Duration.ofDays(3660));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3661", "-1", "a year", ""})
    void whatIsNoNumberOfDaysIsRefused(String value) {
        set.with("retention-days", value);

        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option retention-days: '" + value + "' is no number of days from 1 to 3660");
    }

    @Test
    void aMistypedOptionIsRefused() {
        set.with("retention", "90");

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessage("there is no option retention");
    }
}
