package shop.identity.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.own.Options;

@Tag("CD-4")
class DetailsOptionsTest {

    private final Options set = new Options();

    private DetailsOptions options() {
        return DetailsOptions.from(set.read());
    }

    @Test
    void twoSecondsAFewThreadsAndNoOrdersUnlessSet() {
        DetailsOptions options = options();

        assertThat(options.deadline()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.threads()).isEqualTo(4);
        assertThat(options.orderService()).isNull();
        assertThat(options.token()).isNull();
    }

    @Test
    void asSet() {
        set.with("deadline-millis", "250");
        set.with("threads", "64");
        set.with("order-service-url", "https://orders.example.com/api/");
        set.with("order-service-token", "secret");
        DetailsOptions options = options();

        assertThat(options.deadline()).isEqualTo(Duration.ofMillis(250));
        assertThat(options.threads()).isEqualTo(64);
        assertThat(options.orderService()).isEqualTo(URI.create("https://orders.example.com/api"));
        assertThat(options.token()).isEqualTo("secret");
        assertThat(options.toString()).doesNotContain("secret", "example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "deadline-millis, 0",
        "deadline-millis, 60001",
        "threads, 0",
        "threads, 65",
        "threads, many",
        "order-service-url, orders.example.com",
        "order-service-url, ftp://orders.example.com",
        "order-service-url, https://orders.example.com/?x=secret",
        "order-service-url, https://",
        "order-service-token, 'sec ret'",
        "order-service-token, sécret",
        "deadline, 2000"
    })
    void whatIsWrongIsNamed(String option, String value) {
        set.with(option, value);

        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessageContaining("option " + option)
                .withMessageNotContaining("sec ret")
                .withMessageNotContaining("secret");
    }
}
