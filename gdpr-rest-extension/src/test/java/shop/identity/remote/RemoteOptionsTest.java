package shop.identity.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("GD-5")
class RemoteOptionsTest {

    private final Options set = new Options();

    private RemoteOptions options() {
        return RemoteOptions.from(set.read(), true);
    }

    @Test
    void noServicesUnlessSet() {
        RemoteOptions options = options();

        assertThat(options.services()).isEmpty();
        assertThat(options.works()).isTrue();
        assertThat(options.connect()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.read()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void asSet() {
        set.with("services", "order, payment,");
        set.with("order-url", "https://orders.example.com/api/");
        set.with("order-token", "secret");
        set.with("order-data", "/customers/{id}/orders, /customers/{id}/returns");
        set.with("payment-url", "http://payments.example.com");
        set.with("payment-call", "delete /customers/{id}/methods");
        set.with("remote-worker", "false");
        set.with("remote-connect-timeout-millis", "250");
        set.with("remote-read-timeout-millis", "60000");
        RemoteOptions options = options();

        assertThat(options.services()).containsOnlyKeys("order", "payment");
        RemoteService order = options.service("order").orElseThrow();
        assertThat(order.address()).isEqualTo(URI.create("https://orders.example.com/api"));
        assertThat(order.token()).isEqualTo("secret");
        assertThat(order.data())
                .containsExactly(new ServicePath("/customers/{id}/orders"), new ServicePath("/customers/{id}/returns"));
        assertThat(order.call()).isEqualTo(ServiceCall.of("POST /customers/{id}/anonymise"));
        RemoteService payment = options.service("payment").orElseThrow();
        assertThat(payment.token()).isNull();
        assertThat(payment.data()).isEmpty();
        assertThat(payment.call()).isEqualTo(ServiceCall.of("DELETE /customers/{id}/methods"));
        assertThat(options.works()).isFalse();
        assertThat(options.connect()).isEqualTo(Duration.ofMillis(250));
        assertThat(options.read()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.service("crm")).isEmpty();
        assertThat(options.toString()).doesNotContain("secret", "example.com");
    }

    @Test
    void eachServiceHasOptionsOfItsOwn() {
        set.with("services", "crm");

        assertThat(RemoteOptions.known(set.read()))
                .containsExactlyInAnyOrder(
                        "services",
                        "crm-url",
                        "crm-token",
                        "crm-call",
                        "crm-data",
                        "remote-worker",
                        "remote-connect-timeout-millis",
                        "remote-read-timeout-millis");
    }

    /** Commands that start no server write tasks down, and leave them to one. */
    @Test
    void noServerTellsNobody() {
        assertThat(RemoteOptions.from(set.read(), false).works()).isFalse();
    }

    @Test
    void aServiceWithoutAnAddressIsNone() {
        set.with("services", "order");

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessageContaining("option order-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Order", "or der", "1order", "order-", "order,order", "-order", "ordér"})
    void namesThatAreNone(String names) {
        set.with("services", names);
        set.with("order-url", "http://localhost");

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessageContaining("option services");
    }

    @Test
    void aNameFitsItsColumn() {
        set.with("services", "a".repeat(65));

        assertThatIllegalArgumentException().isThrownBy(this::options).withMessageContaining("option services");
    }

    @ParameterizedTest
    @CsvSource({
        "order-url, orders.example.com",
        "order-url, ftp://orders.example.com",
        "order-url, https://orders.example.com/?x=secret",
        "order-url, https://",
        "order-token, 'sec ret'",
        "order-token, sécret",
        "order-call, GET /customers/{id}",
        "order-call, POST",
        "order-call, POST /customers/secret",
        "order-call, POST customers/{id}",
        "order-call, 'POST /customers/{id}?secret'",
        "order-call, 'POST /customers/{id}#secret'",
        "order-call, 'POST /customers/{id}/%zz'",
        "order-data, customers/{id}",
        "order-data, '/customers/{id}/orders,/secret'",
        "order-data, '/customers/{id}?secret'",
        "remote-worker, perhaps",
        "remote-connect-timeout-millis, 0",
        "remote-read-timeout-millis, 60001",
    })
    void whatCannotBeIsRefusedByNameAndNotRepeatedWhereItMayBeASecret(String option, String value) {
        set.with("services", "order");
        set.with("order-url", "http://localhost");
        set.with(option, value);

        assertThatIllegalArgumentException()
                .isThrownBy(this::options)
                .withMessageContaining("option " + option)
                .withMessageNotContaining("secret")
                .withMessageNotContaining("sec ret")
                .withMessageNotContaining("sécret");
    }
}
