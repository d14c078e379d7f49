package shop.identity.it.privacy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import shop.identity.it.privacy.PrivacyRealm.Answer;
import shop.identity.stack.KeycloakNode;

/** Requests with bodies, whoever's interface it is. */
final class Rest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Rest() {}

    /**
     * @param path    below the server's own address
     * @param body    JSON; an empty one is not sent at all
     * @param headers names and values
     */
    static Answer send(KeycloakNode node, String method, String path, String token, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.baseUrl() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response);
    }

    /** That it was taken is no test's subject. */
    static Answer done(KeycloakNode node, String method, String path, String token, String body, String... headers)
            throws Exception {
        Answer answer = send(node, method, path, token, body, headers);
        if (answer.status() / 100 != 2) {
            throw new AssertionError(method + " " + path + " answered " + answer.status() + " "
                    + answer.response().body());
        }
        return answer;
    }
}
