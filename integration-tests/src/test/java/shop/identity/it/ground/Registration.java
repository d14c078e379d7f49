package shop.identity.it.ground;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import shop.identity.stack.Stack;

/** A customer who registers by the form, without a browser: for many at once, and for measuring. */
public final class Registration {

    public static final String PASSWORD = "correct horse battery staple 1";

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
            return new Visit.Answer(status, location, took).isLoggedIn();
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
        Visit visit = new Visit(baseUrl, realm);
        return form(visit, Visit.find(REGISTER_LINK, visit.loginPage()));
    }

    /** The form behind a link that somebody was sent. */
    public Form open(String link) throws IOException, InterruptedException {
        return form(new Visit(baseUrl, realm), link);
    }

    private static Form form(Visit visit, String link) throws IOException, InterruptedException {
        return new Form(visit, Visit.find(FORM, visit.get(link)), Map.of());
    }

    public static final class Form {

        private final Visit visit;
        private final String action;
        private final Map<String, String> headers;

        private Form(Visit visit, String action, Map<String, String> headers) {
            this.visit = visit;
            this.action = action;
            this.headers = headers;
        }

        /** The same form, sent within a trace. */
        public Form traced(String traceparent) {
            return new Form(visit, action, Map.of("traceparent", traceparent));
        }

        /**
         * Goes on to the page that a registration leads to.
         *
         * @return how long that took
         */
        public Duration follow(Answer answer) throws IOException, InterruptedException {
            long start = System.nanoTime();
            visit.get(answer.location());
            return Duration.ofNanos(System.nanoTime() - start);
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
            Visit.Answer answer = visit.submit(action, fields, headers);
            return new Answer(email, answer.status(), answer.location(), answer.took());
        }
    }
}
