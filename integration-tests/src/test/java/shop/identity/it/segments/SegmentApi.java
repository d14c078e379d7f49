package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import shop.identity.it.staff.OpenApi;

/** Somebody at the segments' REST interface; each answer is held against the document. */
public final class SegmentApi {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What each operation answers when it is well. */
    private static final Map<String, String> SCHEMAS = Map.ofEntries(
            Map.entry("GET ", "Segment"),
            Map.entry("POST ", "Segment"),
            Map.entry("POST /dry-run", "DryRun"),
            Map.entry("GET /evaluate", "Evaluation"),
            Map.entry("POST /evaluate", "Evaluation"),
            Map.entry("POST /facts", "PushedFacts"),
            Map.entry("GET /facts/{customerId}", "Fact"),
            Map.entry("GET /{id}", "SegmentDetails"),
            Map.entry("PUT /{id}", "Segment"),
            Map.entry("GET /{id}/evaluate", "Evaluation"),
            Map.entry("POST /{id}/evaluate", "Evaluation"));

    private final String root;
    private final Supplier<String> token;
    private final OpenApi document;
    private final Map<String, Set<Integer>> seen;

    SegmentApi(String root, Supplier<String> token) {
        this(root, token, new OpenApi("shop-segments", "/admin/realms/{realm}/shop-segments"), new TreeMap<>());
    }

    private SegmentApi(String root, Supplier<String> token, OpenApi document, Map<String, Set<Integer>> seen) {
        this.root = root;
        this.token = token;
        this.document = document;
        this.seen = seen;
    }

    /** Somebody else; what is seen is seen by both. */
    public SegmentApi as(String other) {
        return new SegmentApi(root, () -> other, document, seen);
    }

    /** The same person, asking another realm or another node. */
    SegmentApi at(String otherRoot) {
        return new SegmentApi(otherRoot, token, document, seen);
    }

    /** The same person; nothing is seen so far. */
    SegmentApi afresh() {
        return new SegmentApi(root, token);
    }

    public record Answer(int status, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + response.body(), e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String body() {
            return response.body();
        }

        /** Field and detail of the only thing that is wrong. */
        String wrong() {
            JsonNode errors = json().get("errors");
            assertThat(errors).as(body()).hasSize(1);
            return errors.get(0).get("field").asText() + ": "
                    + errors.get(0).get("detail").asText();
        }
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    /** @param body sent as JSON; an empty one is not sent at all */
    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(60));
        String bearer = token.get();
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return held(method, path, new Answer(response.statusCode(), response));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Answer held(String method, String path, Answer answer) {
        String operation = method + " " + template(path.replaceAll("\\?.*", ""));
        seen.computeIfAbsent(operation, name -> new TreeSet<>()).add(answer.status());
        if (answer.header("Content-Type").startsWith("application/problem+json")) {
            assertThat(document.breaches("Problem", answer.json()))
                    .as(answer.body())
                    .isEmpty();
            assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        } else if (answer.status() < 300 && answer.status() != 204) {
            if (answer.json().isArray()) {
                answer.json().forEach(element -> hold(operation, element));
            } else {
                hold(operation, answer.json());
            }
        }
        return answer;
    }

    private void hold(String operation, JsonNode body) {
        assertThat(document.breaches(SCHEMAS.get(operation), body))
                .as(operation + " " + body)
                .isEmpty();
    }

    private static String template(String path) {
        if (path.isEmpty() || path.equals("/dry-run") || path.equals("/evaluate") || path.equals("/facts")) {
            return path;
        }
        if (path.startsWith("/facts/")) {
            return "/facts/{customerId}";
        }
        return path.endsWith("/evaluate") ? "/{id}/evaluate" : "/{id}";
    }

    /** By operation, such as {@code GET /{id}}. */
    Map<String, Set<Integer>> seen() {
        return seen;
    }

    OpenApi document() {
        return document;
    }

    /** @return the id */
    public String make(String json) {
        Answer answer = post("", json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("id").asText();
    }

    /** A segment with this rule. */
    public String make(String name, String rule) {
        return make(JSON.createObjectNode().put("name", name).put("rule", rule).toString());
    }

    /** Waits for the end. */
    public JsonNode evaluate(String path) {
        Answer answer = post(path, "");
        assertThat(answer.status()).as(answer.body()).isIn(200, 202);
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!answer.json().get("state").asText().equals("completed")) {
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(end);
            answer = get(path);
        }
        return answer.json();
    }
}
