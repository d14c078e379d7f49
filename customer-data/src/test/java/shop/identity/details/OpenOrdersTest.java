package shop.identity.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.server.Promptly;

@Tag("CD-4")
@Timeout(20)
class OpenOrdersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int AT_ONCE = 64;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch thaw = new CountDownLatch(1);
    private final AtomicReference<HttpExchange> asked = new AtomicReference<>();
    private HttpServer service;
    private OpenOrders orders;

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private Handler handler;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(threads);
        service.createContext("/", exchange -> {
            try (exchange) {
                asked.set(exchange);
                handler.handle(exchange);
            }
        });
        service.start();
        URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/shop");
        orders = new OpenOrders(new DetailsOptions(PATIENCE, 1, address, "a-token"));
    }

    @AfterEach
    void stop() {
        thaw.countDown();
        orders.close();
        service.stop(0);
        threads.shutdownNow();
    }

    private void answers(int status, String body) {
        handler = exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private void hang() {
        try {
            thaw.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsOverIsNotOpenAndWhatNobodyKnowsYetIs() {
        answers(200, """
                [{"id": "1", "status": "OPEN", "recipient": "Ada"}, {"id": "2", "status": "DELIVERED"},
                 {"id": "3", "status": "CANCELLED"}, {"id": "4", "status": "RETURNING"}]
                """);

        assertThat(orders.of("f:store:a/b c").await(PATIENCE).toString())
                .isEqualTo("[{\"id\":\"1\",\"status\":\"OPEN\"},{\"id\":\"4\",\"status\":\"RETURNING\"}]");
        assertThat(asked.get().getRequestURI().getRawPath()).isEqualTo("/shop/customers/f%3Astore%3Aa%2Fb%20c/orders");
        assertThat(asked.get().getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer a-token");
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
                "[{\"id\": 1, \"status\": \"OPEN\"}]",
                "[{\"id\": \"1\"}]",
                "[{\"id\": \"1\", \"status\": null}]"
            })
    void nonsenseIsNoAnswer(String body) {
        answers(200, body);

        assertThatThrownBy(() -> orders.of("c").await(PATIENCE))
                .isInstanceOf(PartException.class)
                .hasMessage("the order service answered something else than orders");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 404, 500, 503})
    void anotherStatusIsNoAnswer(int status) {
        handler = exchange -> exchange.sendResponseHeaders(status, -1);

        assertThatThrownBy(() -> orders.of("c").await(PATIENCE))
                .isInstanceOf(PartException.class)
                .hasMessage("the order service answered " + status);
    }

    @Test
    void whoeverSendsTooMuchIsNotListenedTo() {
        answers(200, "[" + " ".repeat(300 * 1024) + "]");

        assertThatThrownBy(() -> orders.of("c").await(PATIENCE))
                .isInstanceOf(PartException.class)
                .hasMessageStartingWith("the order service cannot be asked");
    }

    @Test
    void whoHangsIsGivenUp() {
        handler = exchange -> hang();

        assertGivenUpInTime();
    }

    /** The request's own time-out has ended by then. */
    @Test
    void whoHangsInTheMiddleOfTheAnswerIsGivenUp() {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("[{\"id\": ".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            hang();
        };

        assertGivenUpInTime();
    }

    private void assertGivenUpInTime() {
        long begin = System.nanoTime();

        assertThatThrownBy(() -> orders.of("c").await(SHORT))
                .isInstanceOf(PartException.class)
                .hasMessage("the order service did not answer in time");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SHORT.multipliedBy(3));
    }

    @Test
    void nobodyThereIsNoAnswer() {
        service.stop(0);

        assertThatThrownBy(() -> orders.of("c").await(PATIENCE))
                .isInstanceOf(PartException.class)
                .hasMessage("the order service cannot be asked: ConnectException");
    }

    @Test
    void onlySoManyAskAtOnceAndWhoIsGivenUpMakesPlace() {
        handler = exchange -> hang();
        List<Promptly.Answer<?>> under = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            under.add(orders.of("c"));
        }

        assertThatThrownBy(() -> orders.of("c"))
                .isInstanceOf(PartException.class)
                .hasMessage("too many wait for the order service");

        for (var answer : under) {
            assertThatThrownBy(() -> answer.await(Duration.ZERO)).isInstanceOf(PartException.class);
        }
        answers(200, "[]");
        assertThat(orders.of("c").await(PATIENCE)).isEmpty();
    }
}
