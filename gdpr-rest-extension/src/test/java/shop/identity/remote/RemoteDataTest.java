package shop.identity.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("GD-8")
class RemoteDataTest {

    private final CloseableHttpClient client = HttpClients.createDefault();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile byte[] body = bytes("[1]");
    private volatile long pause;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            asked.add(call.getRequestMethod() + " " + call.getRequestURI() + " "
                    + call.getRequestHeaders().getFirst("Authorization"));
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        client.close();
    }

    private Optional<List<RemoteData.Answer>> answers(String... paths) {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        RemoteService service = new RemoteService(
                "order",
                address,
                "secret",
                ServiceCall.of("POST /{id}"),
                List.of(paths).stream().map(ServicePath::new).toList());
        RemoteOptions options =
                new RemoteOptions(Map.of("order", service), true, Duration.ofMillis(500), Duration.ofMillis(500));
        RemoteData data = new RemoteData(options);
        return data.of(client, data.services().get(0), "4711");
    }

    @Test
    void eachPathIsAskedFor() throws IOException {
        assertThat(answers("/customers/{id}/orders", "/customers/{id}/returns"))
                .contains(List.of(
                        new RemoteData.Answer("/customers/{id}/orders", new JsonMapper().readTree("[1]")),
                        new RemoteData.Answer("/customers/{id}/returns", new JsonMapper().readTree("[1]"))));
        assertThat(asked)
                .containsExactly(
                        "GET /customers/4711/orders Bearer secret", "GET /customers/4711/returns Bearer secret");
    }

    @Test
    void aCustomerWhomItDoesNotKnow() {
        status = 404;

        assertThat(answers("/{id}"))
                .hasValueSatisfying(all -> assertThat(all)
                        .singleElement()
                        .satisfies(one -> assertThat(one.data().isNull()).isTrue()));
    }

    @ParameterizedTest
    @CsvSource({"500, '[1]'", "302, '[1]'", "200, '[1'", "200, '[1] [2]'", "200, no JSON", "204, ''"})
    void whatIsNoAnswer(int code, String text) {
        status = code;
        body = bytes(text);

        assertThat(answers("/{id}")).isEmpty();
    }

    @Test
    void moreThanAnybodyReads() {
        body = bytes("\"" + "x".repeat(1024 * 1024) + "\"");

        assertThat(answers("/{id}")).isEmpty();
    }

    @Test
    void aServiceThatHangs() {
        pause = 1500;

        assertThat(answers("/{id}")).isEmpty();
    }

    @Test
    void aServiceThatShowsNothingIsNotAsked() {
        RemoteService silent =
                new RemoteService("crm", URI.create("http://localhost"), null, ServiceCall.of("POST /{id}"), List.of());

        assertThat(new RemoteData(new RemoteOptions(Map.of("crm", silent), true, Duration.ZERO, Duration.ZERO))
                        .services())
                .isEmpty();
    }
}
