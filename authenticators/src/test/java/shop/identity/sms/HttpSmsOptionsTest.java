package shop.identity.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.server.Options;

@Tag("VF-6")
class HttpSmsOptionsTest {

    private final Options set = new Options();

    private HttpSmsOptions options() {
        return HttpSmsOptions.from(set.read());
    }

    @Test
    void withoutAnAddressThereIsNoGateway() {
        assertThat(options().url()).isNull();
    }

    @Test
    void takesAddressTokenAndTimeouts() {
        set.with("url", "https://sms.example.com/v1/messages");
        set.with("bearer-token", "t");
        set.with("read-timeout-millis", "700");

        assertThat(options().url()).hasToString("https://sms.example.com/v1/messages");
        assertThat(options().token()).isEqualTo("t");
        assertThat(options().read()).isEqualTo(Duration.ofMillis(700));
        assertThat(options().connect()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options()).hasToString("HttpSmsOptions[]");
    }

    @Test
    void anOptionThatIsNoneIsRefused() {
        set.with("token", "secret");

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessage("there is no option token");
    }

    @Test
    void namesTheOptionThatIsWrong() {
        set.with("url", "ftp://user:pass@sms.example.com");
        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option url: the value is no http or https address");
        set.with("url", "http://sms.example.com");
        set.with("read-timeout-millis", "soon");
        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option read-timeout-millis: 'soon' is no number of milliseconds from 1 to 60000");
        set.with("read-timeout-millis", "1000");
        set.with("bearer-token", "secret\nX-Other: 1");
        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessage("option bearer-token: the value has a character that cannot be in a header");
    }
}
