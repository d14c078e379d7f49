package shop.identity.it.status;

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
import java.time.Instant;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.Stack;

/** A member of staff at the interface for the status of one realm's customers, at one node. */
public final class StatusInterface {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The tokens of the realm master live for a minute. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final String root;
    private final TokenEndpoint home;
    private final String user;
    private final String password;
    private String token;
    private Instant tokenUntil = Instant.MIN;

    StatusInterface(KeycloakNode node, String realm, String home, String user, String password) {
        this.root = node.baseUrl() + "/admin/realms/" + realm + "/shop-customers/";
        this.home = new TokenEndpoint(node, home);
        this.user = user;
        this.password = password;
    }

    /** Who may do everything in every realm. */
    public static StatusInterface ofAdministrator(KeycloakNode node, String realm) {
        return new StatusInterface(node, realm, "master", Stack.ADMIN, Stack.ADMIN);
    }

    public record Answer(int status, String contentType, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }

        String detail() {
            return json().path("detail").asText();
        }
    }

    public Answer put(String customerId, String order) {
        return send("PUT", customerId + "/status", order);
    }

    Answer put(String customerId, String status, String reason) {
        return put(
                customerId,
                JSON.createObjectNode()
                        .put("status", status)
                        .put("reason", reason)
                        .toString());
    }

    Answer get(String customerId) {
        return send("GET", customerId + "/status", null);
    }

    /** @param body null: none is sent */
    Answer send(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).header("Authorization", "Bearer " + token());
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private synchronized String token() {
        if (Instant.now().isAfter(tokenUntil)) {
            try {
                token = home.password(user, password).accessToken();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
            tokenUntil = Instant.now().plus(FRESH);
        }
        return token;
    }
}
