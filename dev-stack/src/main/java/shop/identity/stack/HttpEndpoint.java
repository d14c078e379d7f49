package shop.identity.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on the loopback address. */
final class HttpEndpoint implements AutoCloseable {

    private static final int LONGEST_BODY = 1 << 20;

    private final int port;
    private final HttpRoutes.Handler handler;
    private HttpServer server;
    private ExecutorService threads;

    HttpEndpoint(int port, HttpRoutes.Handler handler) {
        this.port = port;
        this.handler = handler;
    }

    String url() {
        return "http://localhost:" + port;
    }

    synchronized void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new StackException("Port " + port + " cannot be listened on: " + e.getMessage() + ".", e);
        }
        // A delayed answer keeps its thread, and must not keep others waiting.
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::exchange);
        server.start();
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            if (answer.contentType() != null) {
                exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            }
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            boolean withBody =
                    answer.body().length > 0 && !exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), withBody ? answer.body().length : -1);
            if (withBody) {
                write(answer, exchange.getResponseBody());
            }
        }
    }

    private static void write(Answer answer, OutputStream out) throws IOException {
        int half = answer.stallMillis() > 0 ? answer.body().length / 2 : answer.body().length;
        out.write(answer.body(), 0, half);
        out.flush();
        Pause.millis(answer.stallMillis());
        out.write(answer.body(), half, answer.body().length - half);
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            return handler.answer(call(exchange));
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (RuntimeException e) {
            return Refusal.unexpected(e).answer();
        }
    }

    private static Call call(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw Refusal.tooLarge(LONGEST_BODY);
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Map.of(),
                headers,
                new String(body, StandardCharsets.UTF_8));
    }
}
