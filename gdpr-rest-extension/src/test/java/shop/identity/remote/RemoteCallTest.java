package shop.identity.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.queue.Delivery;
import shop.identity.queue.Recipients;

/** Against a server of flesh and blood. */
@Tag("GD-5")
class RemoteCallTest {

    private static final UUID ID = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final ErasureTask TASK = new ErasureTask(ID, "realm", "customer", "order");

    private record Received(String method, String path, Headers headers) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CloseableHttpClient client = HttpClients.createDefault();
    private final Recipients<String> services = new Recipients<>("Erasures", Clock.systemUTC());
    private HttpServer server;
    private volatile int status = 204;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", call -> {
            received.add(
                    new Received(call.getRequestMethod(), call.getRequestURI().getPath(), call.getRequestHeaders()));
            call.getResponseHeaders().set("Location", "/elsewhere");
            call.sendResponseHeaders(status, -1);
            call.close();
        });
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        client.close();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private Delivery send(URI address, String token, String call) {
        RemoteOptions options = new RemoteOptions(Map.of(), true, Duration.ofMillis(500), Duration.ofMillis(500));
        RemoteService service = new RemoteService("order", address, token, ServiceCall.of(call), List.of());
        return new RemoteCall(options, services).send(client, service, TASK);
    }

    @Test
    void theKeyIsTheTasksOwn() {
        assertThat(send(address(), "secret", "POST /customers/{id}/anonymise")).isEqualTo(Delivery.delivered());

        Received call = received.get(0);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/customers/customer/anonymise");
        assertThat(call.headers().getFirst("Idempotency-Key")).isEqualTo(ID.toString());
        assertThat(call.headers().getFirst("Authorization")).isEqualTo("Bearer secret");
    }

    @Test
    void withoutATokenNobodyIsAnnounced() {
        send(address(), null, "DELETE /customers/{id}/methods");

        assertThat(received.get(0).method()).isEqualTo("DELETE");
        assertThat(received.get(0).headers()).doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 404})
    void acknowledged(int answer) {
        status = answer;

        assertThat(send(address(), null, "POST /{id}")).isEqualTo(Delivery.delivered());
    }

    /** None is for good: the customer has a right to it, whatever the service thinks of the request. */
    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 409, 410, 429, 500, 503})
    void toldAgain(int answer) {
        status = answer;

        assertThat(send(address(), null, "POST /{id}")).isEqualTo(Delivery.retry("the service answered " + answer));
        assertThat(received).as("a redirect is not followed").hasSize(1);
    }

    @Test
    void aServiceThatCannotBeReachedIsLeftAloneForAMoment() {
        URI away = address();
        server.stop(0);

        Delivery delivery = send(away, null, "POST /{id}");

        assertThat(delivery.outcome()).isEqualTo(Delivery.Outcome.RETRY);
        assertThat(services.whyNotNow("order")).isEqualTo(delivery.reason());
    }

    @Test
    void aServiceThatHangsIsNotWaitedFor() throws IOException {
        try (ServerSocket hanging = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + hanging.getLocalPort());

            Delivery delivery = send(address, null, "POST /{id}");

            assertThat(delivery).isEqualTo(Delivery.retry("the service did not answer in time"));
            assertThat(services.whyNotNow("order")).isNotNull();
        }
    }
}
