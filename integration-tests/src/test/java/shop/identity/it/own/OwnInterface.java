package shop.identity.it.own;

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
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import shop.identity.it.staff.OpenApi;
import shop.identity.stack.KeycloakNode;

/** A part of what customers have, over REST at one node; each answer is held against the part's document. */
final class OwnInterface {

    /** An id that nothing has. */
    static final String NOBODYS = "01a20cd2-b32e-4b31-98f9-5df268b8e768";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("^/[^/]+");
    private static final Pattern SKU = Pattern.compile("/items/[^/]+$");
    private static final Pattern KIND = Pattern.compile("/consents/[^/]+$");

    private final String url;
    private final OpenApi document;
    private final Map<String, String> schemas;
    private final Map<String, Set<Integer>> seen;
    private final UnaryOperator<String> documented;

    /** @param schemas what a good answer of each operation is, by {@code GET /{id}}; of a list, each of its elements */
    OwnInterface(KeycloakNode node, String realm, String part, Map<String, String> schemas) {
        this(
                node.baseUrl() + "/realms/" + realm + "/shop-customer/me/" + part,
                new OpenApi("shop-customer-" + part, "/realms/{realm}/shop-customer/me/" + part),
                schemas,
                path -> ID.matcher(SKU.matcher(path).replaceFirst("/items/{sku}"))
                        .replaceFirst("/{id}"));
    }

    private OwnInterface(String url, OpenApi document, Map<String, String> schemas, UnaryOperator<String> documented) {
        this.url = url;
        this.document = document;
        this.schemas = schemas;
        this.seen = new ConcurrentSkipListMap<>();
        this.documented = documented;
    }

    /** Details, profile, preferences and consents: everything that has no document of its own. */
    static OwnInterface ofCustomers(KeycloakNode node, String realm) {
        return new OwnInterface(
                node.baseUrl() + "/realms/" + realm + "/shop-customer/me",
                new OpenApi("shop-customer", "/realms/{realm}/shop-customer/me"),
                Map.of(
                        "GET ", "Details",
                        "PATCH ", "Profile",
                        "GET /preferences", "Preferences",
                        "PUT /preferences", "Preferences",
                        "PATCH /preferences", "Preferences",
                        "GET /preferences/consents", "PastConsent",
                        "PUT /preferences/consents/{kind}", "Consent"),
                path -> KIND.matcher(path).replaceFirst("/consents/{kind}"));
    }

    /** The same customers as staff see them. */
    static OwnInterface ofStaff(KeycloakNode node, String realm) {
        return new OwnInterface(
                node.baseUrl() + "/admin/realms/" + realm + "/shop-customers",
                new OpenApi("shop-customers", "/admin/realms/{realm}/shop-customers"),
                Map.of("GET /{id}", "Details"),
                path -> ID.matcher(path).replaceFirst("/{id}"));
    }

    record Answer(int status, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + response.body(), e);
            }
        }

        String text(String field) {
            return json().get(field).asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String etag() {
            return header("ETag");
        }

        /** The names of what was wrong. */
        Set<String> wrong() {
            Set<String> fields = new TreeSet<>();
            json().get("errors").forEach(error -> fields.add(error.get("field").asText()));
            return fields;
        }
    }

    Answer get(Shopper who, String path) {
        return send("GET", path, who.bearer(), "");
    }

    Answer post(Shopper who, String path, String body) {
        return send("POST", path, who.bearer(), body);
    }

    Answer put(Shopper who, String path, String body, String... headers) {
        return send("PUT", path, who.bearer(), body, headers);
    }

    Answer patch(Shopper who, String path, String body, String... headers) {
        return send("PATCH", path, who.bearer(), body, headers);
    }

    Answer delete(Shopper who, String path, String... headers) {
        return send("DELETE", path, who.bearer(), "", headers);
    }

    /**
     * @param authorization the header's value; null: none is sent
     * @param body          sent as JSON; an empty one is not sent at all
     * @param headers       names and values
     */
    Answer send(String method, String path, String authorization, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        Answer answer = send(request.build());
        hold(method + " " + documented.apply(path.split("\\?", 2)[0]), answer);
        return answer;
    }

    /** The status of an answer that is the server's own: no document names it. */
    int undocumented(String method, String path, Shopper who, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", who.bearer())
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .status();
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void hold(String operation, Answer answer) {
        seen.computeIfAbsent(operation, name -> new ConcurrentSkipListSet<>()).add(answer.status());
        if (answer.status() >= 400) {
            assertThat(answer.header("Content-Type")).as(operation).startsWith("application/problem+json");
            assertThat(document.breaches("Problem", answer.json())).isEmpty();
            assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        } else if (answer.status() == 204) {
            assertThat(answer.response().body()).isEmpty();
        } else if (answer.json().isArray()) {
            answer.json()
                    .forEach(element -> assertThat(document.breaches(schemas.get(operation), element))
                            .isEmpty());
        } else {
            assertThat(document.breaches(schemas.get(operation), answer.json())).isEmpty();
        }
    }

    OpenApi document() {
        return document;
    }

    /** By {@code GET /{id}}: which were seen. */
    Map<String, Set<Integer>> statuses() {
        return seen;
    }
}
