package shop.identity.sms;

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

@Tag("VF-6")
class HttpSmsOptionsTest {

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
                    .map(option -> "kc.spi-shop-sms--http--" + option)
                    .collect(Collectors.toSet());
        }

        @Override
        public Config.Scope root() {
            return this;
        }
    }

    private void option(String name, String value) {
        set.put(name, value);
    }

    private HttpSmsOptions options() {
        return HttpSmsOptions.from(new ServerOptions(new Options()));
    }

    @Test
    void withoutAnAddressThereIsNoGateway() {
        assertThat(options().url()).isNull();
    }

    @Test
    void takesAddressTokenAndTimeouts() {
        option("url", "https://sms.example.com/v1/messages");
        option("bearer-token", "t");
        option("read-timeout-millis", "700");

        assertThat(options().url()).hasToString("https://sms.example.com/v1/messages");
        assertThat(options().token()).isEqualTo("t");
        assertThat(options().read()).isEqualTo(Duration.ofMillis(700));
        assertThat(options().connect()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options()).hasToString("HttpSmsOptions[]");
    }

    @Test
    void anOptionThatIsNoneIsRefused() {
        option("token", "secret");

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessage("there is no option token");
    }

    @Test
    void namesTheOptionThatIsWrong() {
        option("url", "ftp://user:pass@sms.example.com");
        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option url: the value is no http or https address");
        option("url", "http://sms.example.com");
        option("read-timeout-millis", "soon");
        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option read-timeout-millis: 'soon' is no number of milliseconds from 1 to 60000");
        option("read-timeout-millis", "1000");
        option("bearer-token", "secret\nX-Other: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option bearer-token: the value has a character that cannot be in a header");
    }
}
