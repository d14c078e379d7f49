package shop.identity.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentServiceTest {

    private PaymentService payments;
    private Http http;

    @BeforeEach
    void start() {
        payments = new PaymentService(Ports.free().payment());
        payments.start();
        http = new Http(payments.url());
    }

    @AfterEach
    void stop() {
        payments.close();
    }

    @Test
    void givesBackWhatWasSet() throws Exception {
        String open = "[{\"id\":\"p-1\",\"status\":\"OPEN\"}]";
        String card = "[{\"id\":\"m-1\",\"type\":\"card\",\"label\":\"Visa\"}]";
        http.send("PUT", "/customers/c-1/payments", open);
        http.send("PUT", "/customers/c-1/methods", card);

        assertThat(http.get("/customers/c-1/payments").body()).isEqualTo(open);
        assertThat(http.get("/customers/c-1/methods").body()).isEqualTo(card);
    }

    @Test
    void removesTheMethodsOncePerKey() throws Exception {
        http.send("PUT", "/customers/c-1/methods", "[{\"id\":\"m-1\",\"type\":\"card\"}]");
        String first = http.send("DELETE", "/customers/c-1/methods", "", "Idempotency-Key", "k1")
                .body();

        String again = http.send("DELETE", "/customers/c-1/methods", "", "Idempotency-Key", "k1")
                .body();

        assertThat(again).isEqualTo(first).contains("\"removed\":1");
        assertThat(payments.executions("c-1")).isEqualTo(1);
        assertThat(http.get("/customers/c-1/methods").body()).isEqualTo("[]");
    }

    @Test
    void faultsHitThisServiceToo() throws Exception {
        payments.setFault(Fault.status(500).times(1));

        assertThat(http.get("/customers/c-1/payments").statusCode()).isEqualTo(500);
        assertThat(http.get("/customers/c-1/payments").statusCode()).isEqualTo(200);
    }
}
