package shop.identity.it.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.stack.Ports;

/** {@code ./start} as anybody runs it: in a copy of the checkout, with ports from the environment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartScriptIT {

    private final Ports ports = Ports.free();
    private Checkout checkout;

    @BeforeAll
    void copy() throws IOException, InterruptedException {
        checkout = Checkout.copiedTo(Path.of("target", "checkout"), environment());
    }

    private Map<String, String> environment() {
        return Map.of(
                "SHOP_KC_PORT", "" + ports.keycloak(),
                "SHOP_KC_MANAGEMENT_PORT", "" + ports.keycloakManagement(),
                "SHOP_PG_PORT", "" + ports.postgres(),
                "SHOP_KAFKA_PORT", "" + ports.kafka(),
                "SHOP_SMTP_PORT", "" + ports.smtp(),
                "SHOP_MAIL_UI_PORT", "" + ports.mailUi(),
                "SHOP_ORDER_PORT", "" + ports.order(),
                "SHOP_PAYMENT_PORT", "" + ports.payment());
    }

    @AfterEach
    void nothingIsLeftRunning() throws IOException, InterruptedException {
        checkout.run(Map.of(), "--stop");
        assertThat(checkout.processes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nodes 3", "--nodes", "--node 2", "everything"})
    void wrongOptionIsOneLine(String options) throws IOException, InterruptedException {
        Checkout.Run run = checkout.run(Map.of(), options.split(" "));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output().lines()).hasSize(1);
    }

    @Test
    void takenPortIsOneLine() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(ports.mailUi(), 1, InetAddress.getByName("127.0.0.1"))) {
            Checkout.Run run = checkout.run(Map.of());

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.output().lines())
                    .singleElement()
                    .asString()
                    .contains("" + taken.getLocalPort())
                    .contains("SHOP_MAIL_UI_PORT");
        }
    }

    @Test
    void portThatIsNoneIsOneLine() throws IOException, InterruptedException {
        Checkout.Run run = checkout.run(Map.of("SHOP_PG_PORT", "postgres"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output().lines()).singleElement().asString().contains("SHOP_PG_PORT");
    }

    @Test
    void missingAndOldJdkAreOneLine() throws IOException, InterruptedException {
        Checkout.Run none = checkout.run(Map.of("JAVA_HOME", "/nonexistent"));
        Checkout.Run old =
                checkout.run(Map.of("JAVA_HOME", checkout.fakeJdk("11.0.2").toString()));

        assertThat(List.of(none, old)).allSatisfy(run -> {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.output().lines()).singleElement().asString().contains("JDK 17");
        });
    }

    @Test
    void detachedStackAnswersEverywhereAndStops() throws Exception {
        Checkout.Run start = checkout.run(Map.of(), "--detach", "--nodes", "2");

        assertThat(start.status()).as(start.output()).isZero();
        assertThat(start.output())
                .contains("http://localhost:" + ports.keycloak(), "admin", "127.0.0.1:" + ports.kafka())
                .contains("customer-events");
        assertThat(get("http://localhost:" + ports.keycloak() + "/realms/shop")).contains("\"realm\":\"shop\"");
        assertThat(get("http://localhost:" + (ports.keycloak() + 1) + "/realms/shop"))
                .contains("shop");
        assertThat(get("http://localhost:" + (ports.keycloakManagement() + 1) + "/health/ready"))
                .contains("UP");
        assertThat(get("http://localhost:" + ports.mailUi() + "/api/messages")).isEqualTo("[]");
        assertThat(get("http://localhost:" + ports.order() + "/customers/1/orders"))
                .isNotEmpty();
        assertThat(get("http://localhost:" + ports.payment() + "/customers/1/payments"))
                .isNotEmpty();
        assertDatabaseAnswers();
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.kafka()))) {
            assertThat(kafka.describeCluster().nodes().get()).hasSize(1);
        }
        Checkout.Run second = checkout.run(Map.of());
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.output().lines()).hasSize(1);

        assertThat(checkout.run(Map.of(), "--stop").status()).isZero();
        assertThat(checkout.processes()).isEmpty();
    }

    private void assertDatabaseAnswers() throws SQLException {
        DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/keycloak", "keycloak", "keycloak")
                .close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void secondStartIsQuickAndASignalEndsEverything(String signal) throws Exception {
        long start = System.nanoTime();
        Process running = checkout.start(Map.of());
        List<String> said = checkout.awaitOutput(running, "127.0.0.1:" + ports.kafka(), Duration.ofSeconds(90));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("./start, built before: ready after %.1f s%n", took.toMillis() / 1000.0);

        checkout.signal(running, signal);

        assertThat(running.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).isZero();
        assertThat(checkout.processes()).isEmpty();
        // Building is what a second start is spared.
        assertThat(said).noneMatch(line -> line.contains("uilding"));
        assertThat(took).isLessThan(Duration.ofSeconds(45));
    }

    private static String get(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        return answer.body();
    }
}
