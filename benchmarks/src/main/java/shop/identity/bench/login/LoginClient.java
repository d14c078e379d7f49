package shop.identity.bench.login;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** One client of a realm, and its connections. Anything but a login is a mistake of the benchmark. */
abstract class LoginClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Logs in, up to the tokens.
     *
     * @param network where the customer is, as a proxy says it
     */
    abstract void logIn(String email, String password, String network) throws IOException, InterruptedException;

    HttpRequest.Builder to(String url, String network) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("X-Forwarded-For", network);
    }

    HttpResponse<String> post(HttpRequest.Builder request, Map<String, String> fields)
            throws IOException, InterruptedException {
        return send(request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&")))));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static void requireTokens(HttpResponse<String> answer) {
        if (answer.statusCode() != 200 || !answer.body().contains("\"access_token\"")) {
            throw new IllegalStateException("no login but status " + answer.statusCode());
        }
    }
}
