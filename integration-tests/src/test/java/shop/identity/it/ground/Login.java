package shop.identity.it.ground;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.Stack;

/** Registered customers who log in, without a browser: for measuring. */
public final class Login {

    private static final Pattern FORM = Pattern.compile("action=\"([^\"]*login-actions/authenticate[^\"]*)\"");

    private final String baseUrl;

    public Login(KeycloakNode node) {
        this.baseUrl = node.baseUrl();
    }

    /**
     * By the login page.
     *
     * @return from sending the form to the answer
     */
    public Duration byForm(String email) throws IOException, InterruptedException {
        Visit visit = new Visit(baseUrl, Stack.REALM);
        String action = Visit.find(FORM, visit.loginPage());
        Visit.Answer answer =
                visit.submit(action, Map.of("username", email, "password", Registration.PASSWORD), Map.of());
        return required(answer, answer.isLoggedIn());
    }

    /** By direct grant, with the realm's command line client: the storefront may not. */
    public Duration byGrant(String email) throws IOException, InterruptedException {
        Map<String, String> grant = Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                email,
                "password",
                Registration.PASSWORD);
        Visit.Answer answer = new Visit(baseUrl, Stack.REALM)
                .submit("/realms/" + Stack.REALM + "/protocol/openid-connect/token", grant, Map.of());
        return required(answer, answer.status() == 200);
    }

    private static Duration required(Visit.Answer answer, boolean loggedIn) throws IOException {
        if (!loggedIn) {
            throw new IOException("login answered " + answer.status() + " " + answer.location());
        }
        return answer.took();
    }
}
