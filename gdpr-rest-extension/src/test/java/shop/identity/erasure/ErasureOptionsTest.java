package shop.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("GD-2")
class ErasureOptionsTest {

    private final Options set = new Options();

    private ErasureOptions options() {
        return ErasureOptions.from(set.read());
    }

    @Test
    void unlessSet() {
        assertThat(options())
                .isEqualTo(new ErasureOptions(Duration.ofDays(14), Duration.ofMinutes(5), Outcome.ANONYMISE, true));
    }

    @Test
    void asSet() {
        set.with("grace-days", "25")
                .with("recent-authentication-seconds", "60")
                .with("mode", "delete")
                .with("worker", "false");

        assertThat(options())
                .isEqualTo(new ErasureOptions(Duration.ofDays(25), Duration.ofMinutes(1), Outcome.DELETE, false));
    }

    /** The longest time to change one's mind ends before the month does, in February too. */
    @ParameterizedTest
    @CsvSource({
        "grace-days, 0",
        "grace-days, 26",
        "grace-days, two",
        "recent-authentication-seconds, 0",
        "recent-authentication-seconds, 86401",
        "mode, removed",
        "mode, Delete",
        "worker, yes"
    })
    void whatIsWrongIsNamed(String option, String value) {
        set.with(option, value);

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessageContaining("option " + option);
    }
}
