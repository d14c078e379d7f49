package shop.identity.erasure.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("GD-1")
@Timeout(20)
class OpenBusinessTest {

    private static final Duration DEADLINE = Duration.ofMillis(500);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch thaw = new CountDownLatch(1);
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private HttpServer services;
    private OpenBusiness business;

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.setExecutor(threads);
        services.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getRawPath();
                asked.put(path, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                handlers.get(path.substring(path.lastIndexOf('/') + 1)).handle(exchange);
            }
        });
        services.start();
        orders(200, "[]");
        payments(200, "[]");
        URI address = URI.create("http://127.0.0.1:" + services.getAddress().getPort() + "/shop");
        business = new OpenBusiness(new BlockingOptions(
                List.of(
                        new BlockingOptions.Service(Business.ORDERS, address, "a-token"),
                        new BlockingOptions.Service(Business.PAYMENTS, address, null)),
                DEADLINE));
    }

    @AfterEach
    void stop() {
        thaw.countDown();
        business.close();
        services.stop(0);
        threads.shutdownNow();
    }

    private void orders(int status, String body) {
        handlers.put("orders", exchange -> answer(exchange, status, body));
    }

    private void payments(int status, String body) {
        handlers.put("payments", exchange -> answer(exchange, status, body));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void hang() {
        try {
            thaw.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private StillOpen open() {
        StillOpen open = catchThrowableOfType(StillOpen.class, () -> business.requireNone("c"));
        assertThat(open).isNotNull();
        return open;
    }

    /** Why, as the log says it. */
    private String unknown() {
        NoClearAnswer unknown = catchThrowableOfType(NoClearAnswer.class, () -> business.requireNone("c"));
        assertThat(unknown).isNotNull();
        return unknown.getMessage();
    }

    @Test
    void whatIsOverIsNoObstacle() {
        orders(200, "[{\"id\": \"1\", \"status\": \"DELIVERED\"}, {\"id\": \"2\", \"status\": \"CANCELLED\"}]");
        payments(200, """
                [{"id": "3", "status": "PAID"}, {"id": "4", "status": "REFUNDED"}, {"id": "5", "status": "FAILED"}]
                """);

        assertThatCode(() -> business.requireNone("f:store:a/b c")).doesNotThrowAnyException();

        assertThat(asked)
                .containsOnly(
                        Map.entry("/shop/customers/f%3Astore%3Aa%2Fb%20c/orders", "Bearer a-token"),
                        Map.entry("/shop/customers/f%3Astore%3Aa%2Fb%20c/payments", "null"));
    }

    /** A word that nobody has told us yet is of something that goes on. */
    @Test
    void whatIsOpenIsNamed() {
        orders(200, """
                [{"id": "o-1", "status": "OPEN", "recipient": "Ada"}, {"id": "o-2", "status": "DELIVERED"},
                 {"id": "o-3", "status": "RETURNING"}]
                """);
        payments(200, "[{\"id\": \"p-1\", \"status\": \"OPEN\"}]");

        assertThat(open())
                .message()
                .contains("order o-1, order o-3, payment p-1.")
                .doesNotContain("Ada", "o-2");
    }

    @Test
    void aPaymentAloneIsEnough() {
        payments(200, "[{\"id\": \"p-1\", \"status\": \"OPEN\"}]");

        assertThat(open()).hasMessageContaining("going on: payment p-1.");
    }

    @Test
    void ofManySomeAreNamed() {
        orders(
                200,
                IntStream.range(0, 50)
                        .mapToObj(i -> "{\"id\": \"o-" + i + "\", \"status\": \"OPEN\"}")
                        .toList()
                        .toString());

        StillOpen open = open();
        assertThat(open).message().contains("order o-19 and 30 more.").doesNotContain("o-20");
        assertThat(open.named()).hasSize(20).first().isEqualTo(new StillOpen.Item("order", "o-0"));
        assertThat(open.more()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "null",
                "{}",
                "[1]",
                "[{}]",
                "[] []",
                "[{\"id\": 1, \"status\": \"OPEN\"}]",
                "[{\"id\": \"1\"}]",
                "[{\"id\": \"1\", \"status\": null}]",
                "[{\"id\": \"1\", \"status\": \"OPEN\", \"status\": \"DELIVERED\"}]",
                "[{\"id\": \"Ada Lovelace\", \"status\": \"OPEN\"}]"
            })
    void nonsenseIsNoAnswer(String body) {
        orders(200, body);

        assertThat(unknown()).doesNotContain("Ada");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 401, 404, 500, 503})
    void anotherStatusIsNoAnswer(int status) {
        payments(status, "");

        unknown();
    }

    /** What one says counts as little as nothing while the other is silent. */
    @Test
    void anOpenOrderIsNotNamedWhereNobodyKnowsOfPayments() {
        orders(200, "[{\"id\": \"o-1\", \"status\": \"OPEN\"}]");
        payments(500, "");

        assertThat(unknown()).doesNotContain("o-1");
    }

    @Test
    void whoeverSendsTooMuchIsNotListenedTo() {
        orders(200, "[" + " ".repeat(300 * 1024) + "]");

        unknown();
    }

    @Test
    void bothTogetherHaveTheTime() {
        handlers.put("orders", exchange -> hang());
        handlers.put("payments", exchange -> hang());
        long begin = System.nanoTime();

        unknown();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(DEADLINE.multipliedBy(2));
    }

    /** The request's own time-out has ended by then. */
    @Test
    void whoHangsInTheMiddleOfTheAnswerIsGivenUp() {
        handlers.put("payments", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("[{\"id\": ".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            hang();
        });

        unknown();
    }

    @Test
    void nobodyThereIsNoAnswer() {
        services.stop(0);

        unknown();
    }

    @Test
    void oneMoreThanCanBeAskedForIsRefusedAndLaterIsNot() throws Exception {
        handlers.put("orders", exchange -> hang());
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            waiting.add(threads.submit(() -> unknown()));
        }
        for (Future<?> each : waiting) {
            each.get();
        }
        orders(200, "[]");

        assertThatCode(() -> business.requireNone("c")).doesNotThrowAnyException();
    }

    @Test
    void whereNoServiceIsNamedNobodyIsAsked() throws Exception {
        try (OpenBusiness nobody = new OpenBusiness(new BlockingOptions(List.of(), DEADLINE))) {
            nobody.requireNone("c");
        }

        assertThat(asked).isEmpty();
    }
}
