package shop.identity.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.Config;
import shop.identity.server.ServerOptions;

@Tag("LG-8")
class HistoryOptionsTest {

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
                    .map(option -> "kc.spi-events-listener--shop-login-history--" + option)
                    .collect(Collectors.toSet());
        }

        @Override
        public Config.Scope root() {
            return this;
        }
    }

    private HistoryOptions options() {
        return HistoryOptions.from(new ServerOptions(new Options()));
    }

    @Test
    void aQuarterUnlessSet() {
        assertThat(options().retention()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void asManyDaysAsSet() {
        set.put("retention-days", "3660");

        assertThat(options().retention()).isEqualTo(Duration.ofDays(3660));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3661", "-1", "a year", ""})
    void whatIsNoNumberOfDaysIsRefused(String value) {
        set.put("retention-days", value);

        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option retention-days: '" + value + "' is no number of days from 1 to 3660");
    }

    @Test
    void aMistypedOptionIsRefused() {
        set.put("retention", "90");

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessage("there is no option retention");
    }
}
