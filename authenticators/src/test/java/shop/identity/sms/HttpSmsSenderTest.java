package shop.identity.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.queue.Delivery;

@Tag("VF-6")
class HttpSmsSenderTest {

    private static final SmsMessage MESSAGE = new SmsMessage(UUID.randomUUID(), "+4915112345678", "012 345 is \"it\"");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer gateway;
    private volatile int status = 200;
    private volatile long delayMillis;
    private volatile String body;
    private volatile String key;
    private volatile String authorization;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.setExecutor(threads);
        gateway.createContext("/", this::answer);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            TimeUnit.MILLISECONDS.sleep(delayMillis);
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Delivery send(Duration read) {
        URI url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/messages");
        HttpSmsOptions options = new HttpSmsOptions(url, "secret", Duration.ofSeconds(5), read);
        return new HttpSmsSender(HttpClient.newHttpClient(), options).send("shop", MESSAGE);
    }

    private Delivery send() {
        return send(Duration.ofSeconds(30));
    }

    @Test
    void postsNumberTextAndId() {
        assertThat(send().outcome()).isEqualTo(Delivery.Outcome.DELIVERED);

        assertThat(body)
                .isEqualTo("{\"to\":\"+4915112345678\",\"text\":\"012 345 is \\\"it\\\"\",\"id\":\"" + MESSAGE.id()
                        + "\"}");
        assertThat(key).isEqualTo(MESSAGE.id().toString());
        assertThat(authorization).isEqualTo("Bearer secret");
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "202, DELIVERED",
        "204, DELIVERED",
        "400, REJECTED",
        "401, REJECTED",
        "404, REJECTED",
        "422, REJECTED",
        "408, RETRY",
        "429, RETRY",
        "500, RETRY",
        "502, RETRY",
        "503, RETRY",
        "302, RETRY"
    })
    void theStatusDecides(int answered, Delivery.Outcome outcome) {
        status = answered;

        Delivery delivery = send();

        assertThat(delivery.outcome()).isEqualTo(outcome);
        if (outcome != Delivery.Outcome.DELIVERED) {
            assertThat(delivery.reason()).isEqualTo("the gateway answered " + answered);
        }
    }

    @Test
    void waitsForAnAnswerOnlySoLong() {
        delayMillis = 60_000;

        assertThat(send(Duration.ofMillis(300))).isEqualTo(Delivery.retry("the gateway did not answer in time"));
    }

    @Test
    void aGatewayThatIsAwayIsNoFaultOfTheMessage() {
        gateway.stop(0);

        assertThat(send()).isEqualTo(Delivery.unavailable("the gateway cannot be reached"));
    }
}
