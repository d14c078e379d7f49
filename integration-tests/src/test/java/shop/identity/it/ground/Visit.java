package shop.identity.it.ground;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One customer's way over Keycloak's pages, with a browser's cookies and without a browser. */
final class Visit {

    static final String CALLBACK = "http://localhost/callback";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new Cookies())
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String baseUrl;
    private final String realm;

    Visit(String baseUrl, String realm) {
        this.baseUrl = baseUrl;
        this.realm = realm;
    }

    /** What came of a form. */
    record Answer(int status, String location, Duration took) {

        /** Back to the storefront with a code: the customer is logged in. */
        boolean isLoggedIn() {
            return status == 302 && location.startsWith(CALLBACK) && location.contains("code=");
        }
    }

    /** The login page, as the storefront sends a customer there. */
    String loginPage() throws IOException, InterruptedException {
        return get(baseUrl + "/realms/" + realm + "/protocol/openid-connect/auth"
                + "?client_id=storefront&response_type=code&scope=openid&state=s"
                + "&redirect_uri=" + encode(CALLBACK)
                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    String get(String link) throws IOException, InterruptedException {
        String url = absolute(link);
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        HttpResponse<String> page = http.send(get, HttpResponse.BodyHandlers.ofString());
        if (page.statusCode() != 200) {
            throw new IOException(url + " answered " + page.statusCode());
        }
        return page.body();
    }

    /** Sends a form, and measures from there to the answer. */
    Answer submit(String action, Map<String, String> fields, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(absolute(action)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"))));
        headers.forEach(post::header);
        long start = System.nanoTime();
        HttpResponse<String> answer = http.send(post.build(), HttpResponse.BodyHandlers.ofString());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Answer(
                answer.statusCode(), answer.headers().firstValue("location").orElse(""), took);
    }

    /** The first group of the pattern, as a link. */
    static String find(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " on the page");
        }
        return matcher.group(1).replace("&amp;", "&");
    }

    private String absolute(String link) {
        return link.startsWith("/") ? baseUrl + link : link;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
