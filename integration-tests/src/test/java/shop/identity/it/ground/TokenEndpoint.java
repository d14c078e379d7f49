package shop.identity.it.ground;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shop.identity.stack.KeycloakNode;

/** A realm's token endpoint at one node, as applications use it. */
public final class TokenEndpoint {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /** That {@link Walk} names the challenge of: the example of RFC 7636. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private final String url;

    public TokenEndpoint(KeycloakNode node, String realm) {
        url = node.baseUrl() + "/realms/" + realm + "/protocol/openid-connect";
    }

    /** What it answered. */
    public record Answer(int status, String body) {

        public String accessToken() {
            return field("access_token");
        }

        public String refreshToken() {
            return field("refresh_token");
        }

        public String idToken() {
            return field("id_token");
        }

        private String field(String name) {
            JsonNode value = json().get(name);
            if (value == null) {
                throw new AssertionError("status " + status + ", no " + name);
            }
            return value.asText();
        }

        private JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("status " + status + ", no JSON", e);
            }
        }
    }

    /** Direct grant, with a client that every realm has. */
    public Answer password(String email, String password) throws IOException, InterruptedException {
        return password("admin-cli", email, password);
    }

    public Answer password(String client, String email, String password) throws IOException, InterruptedException {
        return post(
                "/token",
                Map.of("grant_type", "password", "client_id", client, "username", email, "password", password));
    }

    /** @param loggedIn the page of the storefront that a login led to */
    public Answer code(Walk.Page loggedIn) throws IOException, InterruptedException {
        Matcher code = CODE.matcher(loggedIn.url());
        if (!code.find()) {
            throw new AssertionError("no code: " + loggedIn);
        }
        return post(
                "/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", "storefront",
                        "redirect_uri", "http://localhost/callback",
                        "code_verifier", VERIFIER,
                        "code", code.group(1)));
    }

    public Answer refresh(String client, String refreshToken) throws IOException, InterruptedException {
        return post(
                "/token", Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", refreshToken));
    }

    /** A client that signs in for itself. */
    public Answer client(String client, String secret) throws IOException, InterruptedException {
        return post("/token", Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret));
    }

    public String logoutUrl(String idToken) {
        return url + "/logout?id_token_hint=" + idToken + "&post_logout_redirect_uri="
                + encode("http://localhost/callback");
    }

    private Answer post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
