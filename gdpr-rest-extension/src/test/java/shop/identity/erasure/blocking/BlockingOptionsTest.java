package shop.identity.erasure.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.erasure.Options;

@Tag("GD-1")
class BlockingOptionsTest {

    private final Options set = new Options();

    private BlockingOptions options() {
        return BlockingOptions.from(set.read());
    }

    @Test
    void nobodyIsAskedUnlessSet() {
        assertThat(options().services()).isEmpty();
        assertThat(options().deadline()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void asSet() {
        set.with("order-url", "https://orders.example.com/api/")
                .with("payment-url", "http://127.0.0.1:1")
                .with("payment-token", "secret")
                .with("check-millis", "250");
        BlockingOptions options = options();

        assertThat(options.services())
                .containsExactly(
                        new BlockingOptions.Service(
                                Business.ORDERS, URI.create("https://orders.example.com/api"), null),
                        new BlockingOptions.Service(Business.PAYMENTS, URI.create("http://127.0.0.1:1"), "secret"));
        assertThat(options.deadline()).isEqualTo(Duration.ofMillis(250));
        assertThat(options.toString()).doesNotContain("secret", "example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "order-url, orders.example.com",
        "payment-url, ftp://pay.example.com",
        "order-url, https://orders.example.com/?x=secret",
        "payment-url, https://",
        "check-millis, 0",
        "check-millis, 60001"
    })
    void whatIsWrongIsNamed(String option, String value) {
        set.with(option, value);

        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessageContaining("option " + option)
                .withMessageNotContaining("secret");
    }

    @Test
    void aTokenThatFitsInNoHeaderIsNotRepeated() {
        set.with("order-url", "http://127.0.0.1:1").with("order-token", "sec ret");

        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessageContaining("option order-token")
                .withMessageNotContaining("sec ret");
    }
}
