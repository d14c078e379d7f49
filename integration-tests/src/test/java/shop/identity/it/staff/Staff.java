package shop.identity.it.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import shop.identity.stack.KeycloakNode;

/** Somebody at the staff REST interface of one realm, at one node. */
final class Staff {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String root;
    private final String token;

    private Staff(String root, String token) {
        this.root = root;
        this.token = token;
    }

    /** @param home the realm where the user is known */
    static Staff logIn(KeycloakNode node, String home, String user, String password, String realm) {
        HttpRequest grant = HttpRequest.newBuilder(
                        URI.create(node.baseUrl() + "/realms/" + home + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=password&client_id=admin-cli&username=" + user + "&password=" + password))
                .build();
        Answer answer = send(grant);
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        String token = answer.json().get("access_token").asText();
        return new Staff(node.baseUrl() + "/admin/realms/" + realm + "/shop-outbox", token);
    }

    /** The same person, asking about another realm. */
    Staff about(String realm) {
        return new Staff(root.replaceAll("/realms/[^/]+/", "/realms/" + realm + "/"), token);
    }

    /** The same person, asking about the realm's mails. */
    Staff aboutMails() {
        return new Staff(root.replace("/shop-outbox", "/shop-mail"), token);
    }

    Staff withToken(String other) {
        return new Staff(root, other);
    }

    /** @param location empty unless the answer names one */
    record Answer(int status, String contentType, String location, String text) {

        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + text, e);
            }
        }

        private Stream<JsonNode> elements() {
            return StreamSupport.stream(json().spliterator(), false);
        }
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer requeue(String id) {
        return send("POST", "/dead-letters/" + id + "/requeue", "");
    }

    Answer discard(String id) {
        return send("DELETE", "/dead-letters/" + id, "");
    }

    Stream<JsonNode> deadLetters() {
        Answer answer = get("/dead-letters");
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return answer.elements();
    }

    /** @param body sent as JSON; an empty one is not sent at all */
    Answer send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(30));
        if (body.isEmpty()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return send(request.build());
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.headers().firstValue("Location").orElse(""),
                    answer.body());
        } catch (IOException e) {
            throw new AssertionError(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
