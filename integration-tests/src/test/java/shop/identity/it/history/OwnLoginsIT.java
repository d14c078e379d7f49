package shop.identity.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.admin.client.resource.RoleScopeResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.history.LoginInterface.Answer;
import shop.identity.it.history.Logins.Customer;
import shop.identity.it.staff.OpenApi;

/** Customers see their own logins, and nobody else's. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-8")
class OwnLoginsIT {

    private static final String LIST = "GET /me";

    private final Ground ground;
    private final OpenApi document = new OpenApi("shop-logins", "/realms/{realm}/shop-logins");
    private ShippedRealm realm;
    private Logins logins;
    private LoginInterface api;

    OwnLoginsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        logins = new Logins(ground, realm);
        api = new LoginInterface(url(realm.name()), document, "Login");
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private String url(String name) {
        return ground.node().baseUrl() + "/realms/" + name + "/shop-logins";
    }

    private String bearer(Customer customer) throws Exception {
        return "Bearer " + logins.byGrant(customer).accessToken();
    }

    private static List<String> ways(Answer answer) {
        return StreamSupport.stream(answer.json().spliterator(), false)
                .map(login -> login.get("way").asText())
                .toList();
    }

    @Test
    void ownLoginsTheNewestFirstAndNobodyElses() throws Exception {
        Customer customer = logins.customer();
        Customer other = logins.customer();
        Instant before = Instant.now();
        logins.byForm(customer);
        logins.byForm(other);
        String token = bearer(customer);

        Answer answer = api.get("/me", token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(ways(answer)).containsExactly("direct-grant", "form");
        assertThat(answer.json().get(0).get("client").asText()).isEqualTo("admin-cli");
        assertThat(answer.json().get(1).get("client").asText()).isEqualTo("storefront");
        assertThat(answer.json().get(1).get("network").asText()).isEqualTo("127.0.0.1");
        assertThat(answer.json().get(1).get("identityProvider").isNull()).isTrue();
        assertThat(Instant.parse(answer.json().get(1).get("time").asText()))
                .isBetween(before.minus(Duration.ofMillis(1)), Instant.now());
        assertThat(ways(api.get("/me", bearer(other)))).containsExactly("direct-grant", "form");
    }

    /** The storefront's own, which is the one that a shop has at hand. */
    @Test
    void aTokenOfTheStorefrontWillDo() throws Exception {
        Customer customer = logins.customer();
        TokenEndpoint.Answer tokens = new TokenEndpoint(ground.node(), realm.name()).code(logins.byForm(customer));

        assertThat(ways(api.get("/me", "Bearer " + tokens.accessToken()))).containsExactly("form");
    }

    @Test
    void pageByPage() throws Exception {
        Customer customer = logins.customer();
        for (int i = 0; i < 2; i++) {
            logins.byForm(customer);
        }
        String token = bearer(customer);

        assertThat(ways(api.get("/me?max=2", token))).containsExactly("direct-grant", "form");
        assertThat(ways(api.get("/me?first=1&max=1", token))).containsExactly("form");
        assertThat(ways(api.get("/me?first=3", token))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "max=0, max",
        "max=101, max",
        "max=ten, max",
        "first=-1, first",
        "max=5&max=6, max",
        "user=somebody, user",
        "max=0&realm=x, 'max, realm'"
    })
    void aWrongParameterIsNamed(String query, String named) throws Exception {
        Answer answer = api.get("/me?" + query, bearer(logins.customer()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(String.join(", ", answer.wrong())).isEqualTo(named);
    }

    @Test
    void theDocumentNamesTheParametersAndTheirLimits() throws Exception {
        String token = bearer(logins.customer());

        assertThat(document.undescribedPathParameters()).isEmpty();
        Map<String, Integer> parameters = document.queryParameters(LIST);
        assertThat(parameters).containsOnlyKeys("first", "max");
        for (Map.Entry<String, Integer> parameter : parameters.entrySet()) {
            String query = "/me?" + parameter.getKey() + "=";
            assertThat(api.get(query + parameter.getValue(), token).status()).isEqualTo(200);
            assertThat(api.get(query + (parameter.getValue() + 1L), token).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void withoutAGoodTokenNothingIsSaid() throws Exception {
        Customer customer = logins.customer();
        TokenEndpoint.Answer tokens = logins.byGrant(customer);
        String ended = "Bearer " + logins.byGrant(customer).accessToken();
        realm.resource().users().get(customer.id()).logout();
        Customer misbehaving = logins.customer();
        String suspended = bearer(misbehaving);
        suspend(misbehaving);
        String elsewhere;
        try (ShippedRealm other = new ShippedRealm(ground, ShippedRealm::hashesCheaply)) {
            Logins there = new Logins(ground, other);
            elsewhere = "Bearer " + there.byGrant(there.customer()).accessToken();

            for (String authorization : new String[] {
                null, "Bearer", "Bearer x", "Basic eDp5", ended, suspended, elsewhere, "Bearer " + tokens.refreshToken()
            }) {
                Answer answer = api.get("/me", authorization);
                assertThat(answer.status()).as(String.valueOf(authorization)).isEqualTo(401);
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            }
        }
    }

    private void suspend(Customer customer) {
        UserRepresentation user = realm.resource().users().get(customer.id()).toRepresentation();
        user.setEnabled(false);
        realm.resource().users().get(customer.id()).update(user);
    }

    /** Signed in, and not allowed to see the own account. */
    private String powerless() throws Exception {
        Customer customer = logins.customer();
        RoleScopeResource roles =
                realm.resource().users().get(customer.id()).roles().realmLevel();
        roles.remove(roles.listAll());
        return bearer(customer);
    }

    @Test
    void whoMayNotSeeTheOwnAccountSeesNoLogins() throws Exception {
        Answer answer = api.get("/me", powerless());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void aRealmThatDoesNotTakePartHasNone() throws Exception {
        try (ShippedRealm stranger = new ShippedRealm(ground, settings -> {
            ShippedRealm.hashesCheaply(settings);
            settings.setEventsListeners(List.of("jboss-logging"));
        })) {
            Logins there = new Logins(ground, stranger);
            String token = "Bearer " + there.byGrant(there.customer()).accessToken();

            LoginInterface strangers = new LoginInterface(url(stranger.name()), document, "Login");
            assertThat(strangers.get("/me", token).status()).isEqualTo(404);
        }
    }

    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        LoginInterface all = new LoginInterface(url(realm.name()), document, "Login");
        all.get("/me", null);
        String token = bearer(logins.customer());
        all.get("/me", token);
        all.get("/me?x=1", token);
        all.get("/me", powerless());

        assertThat(all.statuses()).isEqualTo(document.statuses(LIST)).isEqualTo(Set.of(200, 400, 401, 403));
    }
}
