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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody with a browser's cookies and without a browser, who follows redirects within the server. */
public final class Walk {

    private static final String CALLBACK = "http://localhost/callback";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new Cookies())
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String baseUrl;
    private final String realm;

    Walk(String baseUrl, String realm) {
        this.baseUrl = baseUrl;
        this.realm = realm;
    }

    /**
     * Where the walk has come to.
     *
     * @param url        of the page; of the storefront, once the customer was sent back there
     * @param first      status of the first answer, before any redirect
     * @param retryAfter seconds; null when the answer does not say
     * @param took       to the first answer
     */
    public record Page(String url, int first, int status, String body, Integer retryAfter, Duration took) {

        /** Back at the storefront with a code: the customer is logged in. */
        public boolean isLoggedIn() {
            return url.startsWith(CALLBACK) && url.contains("code=");
        }

        public boolean has(String text) {
            return body.contains(text);
        }

        /** The address that the form with this id is sent to. */
        public String form(String id) {
            Matcher form = Pattern.compile("<form[^>]*>").matcher(body);
            while (form.find()) {
                if (form.group().contains("id=\"" + id + "\"")) {
                    return attribute(form.group(), "action");
                }
            }
            throw new IllegalStateException("no form " + id + " on " + this);
        }

        public String link(String part) {
            Matcher link = Pattern.compile("href=\"([^\"]*" + Pattern.quote(part) + "[^\"]*)\"")
                    .matcher(body);
            if (!link.find()) {
                throw new IllegalStateException("no link to " + part + " on " + this);
            }
            return link.group(1).replace("&amp;", "&");
        }

        @Override
        public String toString() {
            String said =
                    body.replaceAll("(?s)<(script|head).*?</\\1>|<[^>]*>", " ").replaceAll("\\s+", " ");
            return "the page " + url + ", status " + status + ": " + said;
        }

        private static String attribute(String tag, String name) {
            Matcher value = Pattern.compile(name + "=\"([^\"]*)\"").matcher(tag);
            if (!value.find()) {
                throw new IllegalStateException("no " + name + " in a tag");
            }
            return value.group(1).replace("&amp;", "&");
        }
    }

    /** The login page, as the storefront sends a customer there. */
    public Page login() throws IOException, InterruptedException {
        return openLogin("");
    }

    /** @param more parameters that the storefront adds, beginning with an ampersand */
    public Page openLogin(String more) throws IOException, InterruptedException {
        return open(baseUrl + "/realms/" + realm + "/protocol/openid-connect/auth"
                + "?client_id=storefront&response_type=code&scope=openid&state=s"
                + "&redirect_uri=" + encode(CALLBACK)
                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + more);
    }

    /** Logs in by the form. */
    public Page logIn(String email, String password) throws IOException, InterruptedException {
        return submit(login().form("kc-form-login"), Map.of("username", email, "password", password));
    }

    /** Up to the registration form. */
    public Page registrationForm() throws IOException, InterruptedException {
        return open(login().link("login-actions/registration"));
    }

    /** What a customer types into the registration form. */
    public static Map<String, String> details(String email) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("email", email);
        fields.put("password", Registration.PASSWORD);
        fields.put("password-confirm", Registration.PASSWORD);
        fields.put("firstName", "Erika");
        fields.put("lastName", "Mustermann");
        fields.put("termsAccepted", "on");
        return fields;
    }

    /** Registers by the form, to the page that comes then. */
    public Page register(String email) throws IOException, InterruptedException {
        return submit(registrationForm().form("kc-register-form"), details(email));
    }

    public Page open(String link) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(absolute(link))));
    }

    /** What a mail scanner may do that follows links without reading what is there. */
    public int head(String link) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(absolute(link))).method("HEAD", HttpRequest.BodyPublishers.noBody());
        return answer(request).statusCode();
    }

    public Page submit(String action, Map<String, String> fields) throws IOException, InterruptedException {
        return send(filledIn(action, fields));
    }

    /** As a shop's app sends a form that it may have to send again. */
    public Page submitWithKey(String action, Map<String, String> fields, String key)
            throws IOException, InterruptedException {
        return send(filledIn(action, fields).header("Idempotency-Key", key));
    }

    private HttpRequest.Builder filledIn(String action, Map<String, String> fields) {
        return HttpRequest.newBuilder(URI.create(absolute(action)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"))));
    }

    private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer = answer(request);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        int first = answer.statusCode();
        while (answer.statusCode() == 302 || answer.statusCode() == 303) {
            URI next =
                    answer.uri().resolve(answer.headers().firstValue("location").orElseThrow());
            if (!next.toString().startsWith(baseUrl)) {
                return new Page(next.toString(), first, answer.statusCode(), "", null, took);
            }
            answer = answer(HttpRequest.newBuilder(next));
        }
        Integer retryAfter =
                answer.headers().firstValue("retry-after").map(Integer::valueOf).orElse(null);
        return new Page(answer.uri().toString(), first, answer.statusCode(), answer.body(), retryAfter, took);
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String absolute(String link) {
        return link.startsWith("/") ? baseUrl + link : link;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
