package shop.identity.it.ground;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shop.identity.stack.Stack;

/** A customer who registers by the form, without a browser: for many at once, and for measuring. */
public final class Registration {

    public static final String PASSWORD = "correct horse battery staple 1";

    private static final String CALLBACK = "http://localhost/callback";
    private static final Pattern REGISTER_LINK = Pattern.compile("href=\"([^\"]*login-actions/registration[^\"]*)\"");
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]*login-actions/registration[^\"]*)\"");

    private final String baseUrl;
    private final String realm;

    Registration(String baseUrl) {
        this(baseUrl, Stack.REALM);
    }

    Registration(String baseUrl, String realm) {
        this.baseUrl = baseUrl;
        this.realm = realm;
    }

    /** @param took from sending the form to the answer */
    public record Answer(String email, int status, String location, Duration took) {

        /** Keycloak sends a registered customer back to the storefront with a code. */
        public boolean isRegistered() {
            return status == 302 && location.startsWith(CALLBACK) && location.contains("code=");
        }
    }

    public Answer register() throws IOException, InterruptedException {
        return register("c-" + UUID.randomUUID() + "@example.com");
    }

    public Answer register(String email) throws IOException, InterruptedException {
        return open().submit(email, Map.of());
    }

    /** Everything up to the registration form: what a customer sees before filling it in. */
    public Form open() throws IOException, InterruptedException {
        HttpClient http = ownBrowser();
        String login = get(
                http,
                baseUrl + "/realms/" + realm + "/protocol/openid-connect/auth"
                        + "?client_id=storefront&response_type=code&scope=openid&state=s"
                        + "&redirect_uri=" + encode(CALLBACK)
                        + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        String form = get(http, absolute(find(REGISTER_LINK, login)));
        return new Form(http, find(FORM, form), Map.of());
    }

    /** The form behind a link that somebody was sent. */
    public Form open(String link) throws IOException, InterruptedException {
        HttpClient http = ownBrowser();
        return new Form(http, find(FORM, get(http, link)), Map.of());
    }

    private static HttpClient ownBrowser() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new Cookies())
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    public final class Form {

        private final HttpClient http;
        private final String action;
        private final Map<String, String> headers;

        private Form(HttpClient http, String action, Map<String, String> headers) {
            this.http = http;
            this.action = action;
            this.headers = headers;
        }

        /** The same form, sent within a trace. */
        public Form traced(String traceparent) {
            return new Form(http, action, Map.of("traceparent", traceparent));
        }

        /** Fills the form in and sends it. */
        public Answer submit(String email, Map<String, String> others) throws IOException, InterruptedException {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("email", email);
            fields.put("password", PASSWORD);
            fields.put("password-confirm", PASSWORD);
            fields.put("firstName", "Erika");
            fields.put("lastName", "Mustermann");
            fields.put("termsAccepted", "on");
            fields.putAll(others);
            HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(absolute(action)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .timeout(Duration.ofSeconds(60))
                    .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                            .collect(Collectors.joining("&"))));
            headers.forEach(post::header);
            long start = System.nanoTime();
            HttpResponse<String> answer = http.send(post.build(), HttpResponse.BodyHandlers.ofString());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new Answer(
                    email,
                    answer.statusCode(),
                    answer.headers().firstValue("location").orElse(""),
                    took);
        }
    }

    private static String get(HttpClient http, String url) throws IOException, InterruptedException {
        HttpRequest get = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60))
                .build();
        HttpResponse<String> page = http.send(get, HttpResponse.BodyHandlers.ofString());
        if (page.statusCode() != 200) {
            throw new IOException(url + " answered " + page.statusCode());
        }
        return page.body();
    }

    private String absolute(String link) {
        return link.startsWith("/") ? baseUrl + link : link;
    }

    private static String find(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " on the page");
        }
        return matcher.group(1).replace("&amp;", "&");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
