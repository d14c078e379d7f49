package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.staff.OpenApi;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.Stack;

/** {@code shop-privacy} of one realm at one node, for customers and for staff. What it answers is held against its document. */
public final class PrivacyInterface {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGISTER = "/admin/realms/{realm}/shop-privacy/erasures";
    private static final String OWN = "/realms/{realm}/shop-privacy/me/erasure";

    private final String baseUrl;
    private final String realm;
    private final TokenEndpoint home;
    private final OpenApi document = new OpenApi("shop-privacy", "");

    PrivacyInterface(KeycloakNode node, String realm) {
        this.baseUrl = node.baseUrl();
        this.realm = realm;
        this.home = new TokenEndpoint(node, "master");
    }

    public record Answer(int status, HttpResponse<String> response) {

        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + response.body(), e);
            }
        }

        public String text(String field) {
            return json().get(field).asText();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status + " " + response.body();
        }
    }

    public Answer own(String method, String token, String... headers) {
        return send(method, OWN, "OwnErasure", "", token, "", headers);
    }

    /** By an administrator. */
    public Answer byStaff(String method, String below, String body, String... headers) {
        try {
            String token = home.password(Stack.ADMIN, Stack.ADMIN).accessToken();
            return send(method, REGISTER, "Erasure", below, token, body, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Answer send(
            String method, String root, String schema, String below, String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(baseUrl + root.replace("{realm}", realm) + below))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        Answer answer = send(request.build());
        String path = below.split("\\?", 2)[0].replaceFirst("^/[^/]+", "/{id}");
        hold(method + " " + root + path, schema, answer);
        return answer;
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void hold(String operation, String schema, Answer answer) {
        assertThat(document.statuses(operation)).as("%s: %s", operation, answer).contains(answer.status());
        if (answer.status() >= 400) {
            assertThat(answer.header("Content-Type")).as(operation).startsWith("application/problem+json");
            assertThat(document.breaches("Problem", answer.json())).isEmpty();
        } else if (answer.json().isArray()) {
            answer.json()
                    .forEach(line -> assertThat(document.breaches(schema, line)).isEmpty());
        } else {
            assertThat(document.breaches(schema, answer.json())).isEmpty();
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }
}
