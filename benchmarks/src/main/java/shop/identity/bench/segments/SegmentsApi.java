package shop.identity.bench.segments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import shop.identity.bench.AdminClient;
import shop.identity.stack.Stack;

/** Staff at {@code /admin/realms/shop/shop-segments}. Any answer but a good one is a mistake of the benchmark. */
final class SegmentsApi {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final long LOOK_EVERY_MILLIS = 250;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String root;
    private final AdminClient staff;

    SegmentsApi(Stack stack, AdminClient staff) {
        this.root = stack.keycloak().node(0).baseUrl() + "/admin/realms/" + Stack.REALM + "/shop-segments";
        this.staff = staff;
    }

    /** @return its id */
    String make(String name, String rule) {
        return send(
                        "POST",
                        "",
                        json.createObjectNode()
                                .put("name", name)
                                .put("rule", rule)
                                .toString())
                .get("id")
                .textValue();
    }

    /** Of all customers by all segments. */
    Evaluation evaluate() {
        return run("/evaluate");
    }

    /** Of all customers by this segment alone. */
    Evaluation evaluate(String segmentId) {
        return run("/" + segmentId + "/evaluate");
    }

    /** One that is asked for anew; returns when it is over. */
    private Evaluation run(String path) {
        JsonNode answer = send("POST", path, "");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answer.get("state").textValue().equals("completed")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("no end of " + answer);
            }
            pause();
            answer = send("GET", path, "");
        }
        return Evaluation.of(answer);
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + staff.token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
