package shop.identity.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.queue.Delivery;
import shop.identity.queue.Recipients;

@Tag("LG-8")
class LogoutPostTest {

    private static final String APPLICATION = "app of realm shop";

    private static final LogoutOptions OPTIONS = new LogoutOptions(
            LogoutPolicy.RETRY, true, Duration.ofHours(24), Duration.ofMillis(500), Duration.ofMillis(500));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CloseableHttpClient client = HttpClients.createDefault();
    private final Recipients<String> applications = new Recipients<>("Logouts", Clock.systemUTC());
    private final LogoutPost post = new LogoutPost(OPTIONS, applications);
    private HttpServer application;
    private volatile int status = 200;
    private volatile long delayMillis;
    private volatile String body;
    private volatile String type;

    @BeforeEach
    void start() throws IOException {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.setExecutor(threads);
        application.createContext("/", this::answer);
        application.start();
    }

    @AfterEach
    void stop() throws IOException {
        application.stop(0);
        threads.shutdownNow();
        client.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            type = exchange.getRequestHeaders().getFirst("Content-Type");
            TimeUnit.MILLISECONDS.sleep(delayMillis);
            if (status / 100 == 3) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Delivery send() {
        String address = "http://localhost:" + application.getAddress().getPort() + "/logout";
        return post.send(client, APPLICATION, address, "a.b.c");
    }

    @Test
    void tokenIsAFormField() {
        send();

        assertThat(body).isEqualTo("logout_token=a.b.c");
        assertThat(type).startsWith("application/x-www-form-urlencoded");
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "204, DELIVERED",
        "302, RETRY",
        "400, REJECTED",
        "401, RETRY",
        "404, RETRY",
        "429, RETRY",
        "500, RETRY",
        "503, RETRY"
    })
    void statusDecides(int answered, Delivery.Outcome outcome) {
        status = answered;

        assertThat(send().outcome()).isEqualTo(outcome);
        assertThat(applications.whyNotNow(APPLICATION)).isNull();
    }

    @Test
    void applicationThatIsSilentIsLeftAlone() {
        delayMillis = 5000;

        assertThat(send()).isEqualTo(Delivery.retry("the application did not answer in time"));
        assertThat(applications.whyNotNow(APPLICATION)).isNotNull();
    }

    @Test
    void applicationThatIsNotThereIsLeftAlone() {
        application.stop(0);

        assertThat(send()).isEqualTo(Delivery.retry("the application cannot be reached"));
        assertThat(applications.whyNotNow(APPLICATION)).isNotNull();
    }
}
