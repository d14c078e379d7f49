package shop.identity.details;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import shop.identity.server.Promptly;

/**
 * A customer's open orders, asked for at {@code GET {order service}/customers/{id}/orders}. No thread waits for the answer, and
 * no connection to the database: an order service that hangs costs a connection to it, for as long as somebody waits.
 */
final class OpenOrders implements AutoCloseable {

    private static final int OK = 200;
    private static final int LONGEST_ANSWER = 256 * 1024;

    /** They read answers, and wait for none. */
    private static final int THREADS = 2;

    private static final int IDLE_SECONDS = 60;

    /** Who would be one more is not asked for: the service has enough to do. */
    private static final int AT_ONCE = 64;

    /** What is over; every other word, also one that nobody has told us yet, is of an order that goes on. */
    private static final Set<String> OVER = Set.of("DELIVERED", "CANCELLED");

    private static final JsonMapper JSON = new JsonMapper();

    private final DetailsOptions options;
    private final ThreadPoolExecutor threads;
    private final HttpClient client;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** @param options name the order service */
    OpenOrders(DetailsOptions options) {
        this.options = options;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "shop-orders");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(options.deadline())
                .executor(threads)
                .build();
    }

    /** @throws PartException when too many others wait for theirs */
    Promptly.Answer<JsonNode> of(String customerId) {
        if (!places.tryAcquire()) {
            throw new PartException("too many wait for the order service");
        }
        CompletableFuture<HttpResponse<byte[]>> sent;
        try {
            sent = client.sendAsync(request(customerId), head -> new LimitedBody(LONGEST_ANSWER));
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
        sent.whenComplete((answer, failure) -> places.release());
        return patience -> await(sent, patience);
    }

    private HttpRequest request(String customerId) {
        String id = URLEncoder.encode(customerId, StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(options.orderService() + "/customers/" + id + "/orders"))
                .timeout(options.deadline())
                .header("Accept", "application/json");
        if (options.token() != null) {
            request.header("Authorization", "Bearer " + options.token());
        }
        return request.build();
    }

    private static JsonNode await(CompletableFuture<HttpResponse<byte[]>> sent, Duration patience) {
        try {
            return open(sent.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            // Ends the connection, too. The request's own time-out does not: it ends with the answer's head.
            sent.cancel(true);
            throw new PartException("the order service did not answer in time");
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new PartException("the server is stopping");
        } catch (ExecutionException e) {
            throw new PartException("the order service cannot be asked: "
                    + e.getCause().getClass().getSimpleName());
        }
    }

    private static ArrayNode open(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != OK) {
            throw new PartException("the order service answered " + answer.statusCode());
        }
        ArrayNode open = JsonNodeFactory.instance.arrayNode();
        for (JsonNode order : orders(answer.body())) {
            JsonNode id = order.path("id");
            JsonNode status = order.path("status");
            if (!id.isTextual() || !status.isTextual()) {
                throw new PartException("the order service answered something else than orders");
            }
            if (!OVER.contains(status.textValue())) {
                open.addObject().put("id", id.textValue()).put("status", status.textValue());
            }
        }
        return open;
    }

    private static JsonNode orders(byte[] body) {
        try {
            JsonNode orders = JSON.readTree(body);
            if (orders != null && orders.isArray()) {
                return orders;
            }
        } catch (IOException e) {
            // Said below: its message repeats the body.
        }
        throw new PartException("the order service answered something else than orders");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
