package shop.identity.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.server.Options;

@Tag("SG-3")
class SegmentOptionsTest {

    private final Options set = new Options();

    private SegmentOptions options() {
        return SegmentOptions.from(set.read());
    }

    private static void refused(String option, String value, String sentence) {
        Options wrong = new Options().with(option, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SegmentOptions.from(wrong.read()))
                .withMessage(sentence);
    }

    @Test
    void aQuarterOfAnHourUnlessSet() {
        assertThat(options()).isEqualTo(new SegmentOptions(Duration.ofMinutes(15), true));
    }

    @Test
    void asSet() {
        set.with("sweep-seconds", "1").with("worker", "false");

        assertThat(options()).isEqualTo(new SegmentOptions(Duration.ofSeconds(1), false));
    }

    @Test
    void whatIsWrongIsNamed() {
        refused("sweep-seconds", "0", "option sweep-seconds: '0' is no number of seconds from 1 to 86400");
        refused("sweep-seconds", "86401", "option sweep-seconds: '86401' is no number of seconds from 1 to 86400");
        refused("worker", "yes", "option worker: 'yes' is neither true nor false");
        refused("sweep-minutes", "5", "there is no option sweep-minutes");
    }
}
