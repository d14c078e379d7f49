package shop.identity.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;
import shop.identity.server.ServerOptions;

@Tag("SG-3")
class SegmentOptionsTest {

    private final Map<String, String> set = new HashMap<>();

    /** Options as an administrator set them. */
    private final class Options extends Config.AbstractScope {

        @Override
        public String get(String option) {
            return set.get(option);
        }

        @Override
        public Config.Scope scope(String... scope) {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // the interface asks for it
        public Set<String> getPropertyNames() {
            return set.keySet().stream()
                    .map(option -> "kc.spi-admin-realm-restapi-extension--shop-segments--" + option)
                    .collect(Collectors.toSet());
        }

        @Override
        public Config.Scope root() {
            return this;
        }
    }

    private SegmentOptions options() {
        return SegmentOptions.from(new ServerOptions(new Options()));
    }

    private void refused(String option, String value, String sentence) {
        set.put(option, value);
        assertThatIllegalArgumentException().isThrownBy(this::options).withMessage(sentence);
        set.clear();
    }

    @Test
    void aQuarterOfAnHourUnlessSet() {
        assertThat(options()).isEqualTo(new SegmentOptions(Duration.ofMinutes(15), true));
    }

    @Test
    void asSet() {
        set.put("sweep-seconds", "1");
        set.put("worker", "false");

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
