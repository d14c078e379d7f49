package shop.identity.it.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Walk;
import shop.identity.it.logout.LogoutRealm.Shopper;
import shop.identity.it.logout.LogoutRealm.Tokens;
import shop.identity.stack.KeycloakNode;

/** Applications are told of a logout until they take it, and the customer waits for none of it. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-8")
class BackChannelIT {

    /** A silent application is waited for five seconds. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final Ground ground;
    private final KeycloakNode node;
    private final RelyingParty applications = new RelyingParty();
    private LogoutRealm realm;

    BackChannelIT(Ground ground) {
        this.ground = ground;
        this.node = ground.node();
    }

    @BeforeAll
    void prepare() {
        realm = new LogoutRealm(ground, applications);
    }

    @AfterAll
    void close() {
        realm.close();
        applications.close();
    }

    @BeforeEach
    void behave() {
        applications.answer();
    }

    private List<ToldLogout> toldOnceTaken(String sid) {
        Awaitility.await("the application takes the logout")
                .atMost(PATIENCE)
                .until(() -> applications.of(sid).stream().anyMatch(each -> each.status() == 200));
        Pause.of(AT_ONCE);
        return applications.of(sid);
    }

    private long waiting() {
        return ground.count(
                "SELECT COUNT(*) FROM SHOP_LOGOUT WHERE REALM_ID = ?",
                realm.shipped().resource().toRepresentation().getId());
    }

    @Test
    void browserLogout() throws Exception {
        Shopper shopper = realm.shopper();
        Walk walk = realm.shipped().walk();
        Tokens tokens = realm.logIn(node, walk, shopper);
        applications.answer(RelyingParty.SILENCE, 503);

        Walk.Page page = realm.logOut(node, walk, tokens);

        assertThat(page.url()).startsWith("http://localhost/bye");
        assertThat(page.took()).isLessThan(AT_ONCE);
        List<ToldLogout> told = toldOnceTaken(tokens.sid());
        assertThat(told).extracting(ToldLogout::status).containsExactly(RelyingParty.SILENCE, 503, 200);
        assertThat(told).extracting(each -> each.claims().get("jti")).doesNotHaveDuplicates();
        for (ToldLogout each : told) {
            assertThat(each.path()).isEqualTo("/" + LogoutRealm.STOREFRONT);
            assertThat(each.isSignedBy(realm.keys(node))).isTrue();
            assertThat(each.header().get("alg").asText()).isEqualTo("RS256");
            assertThat(each.header().get("typ").asText()).isEqualTo("logout+jwt");
            JsonNode claims = each.claims();
            assertThat(claims.get("iss").asText())
                    .isEqualTo(node.baseUrl() + "/realms/" + realm.shipped().name());
            assertThat(claims.get("aud").asText()).isEqualTo(LogoutRealm.STOREFRONT);
            assertThat(claims.get("sub").asText()).isEqualTo(shopper.id());
            assertThat(claims.get("events").has(EVENT)).isTrue();
            assertThat(claims.has("nonce")).isFalse();
            assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(120);
        }
        long first = told.get(0).claims().get("iat").asLong();
        assertThat(told.get(2).claims().get("iat").asLong()).isGreaterThan(first);
        assertThat(waiting()).isZero();
    }

    @Test
    void logoutByTheApplicationItself() throws Exception {
        Tokens tokens = realm.grant(node, realm.shopper(), "openid");
        applications.answer(RelyingParty.SILENCE, 503);

        long start = System.nanoTime();
        assertThat(realm.logOut(node, tokens)).isEqualTo(204);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
        assertThat(toldOnceTaken(tokens.sid()))
                .extracting(ToldLogout::status)
                .containsExactly(RelyingParty.SILENCE, 503, 200);
    }

    @Test
    void logoutByStaff() throws Exception {
        Shopper shopper = realm.shopper();
        Tokens tokens = realm.grant(node, shopper, "openid");
        applications.answer(503, RelyingParty.SILENCE);

        realm.shipped().resource().users().get(shopper.id()).logout();

        assertThat(realm.shipped().resource().users().get(shopper.id()).getUserSessions())
                .isEmpty();
        assertThat(toldOnceTaken(tokens.sid()))
                .extracting(ToldLogout::status)
                .containsExactly(503, RelyingParty.SILENCE, 200);
    }

    /** Keycloak ends the sessions of a user who is removed, and tells nobody. */
    @Test
    void removedCustomer() throws Exception {
        Shopper shopper = realm.shopper();
        Tokens online = realm.grant(node, shopper, "openid");
        Tokens offline = realm.grant(node, shopper, "openid offline_access");
        applications.answer(503);

        realm.shipped().resource().users().get(shopper.id()).remove();

        assertThat(toldOnceTaken(online.sid()))
                .filteredOn(each -> each.status() == 200)
                .hasSize(1);
        assertThat(toldOnceTaken(offline.sid()))
                .filteredOn(each -> each.status() == 200)
                .hasSize(1);
    }

    @Test
    void refusedLogoutIsShownToStaff() throws Exception {
        Shopper shopper = realm.shopper();
        Tokens tokens = realm.grant(node, shopper, "openid");
        applications.answer(400);

        realm.logOut(node, tokens);

        JsonNode letters = Awaitility.await("dead letter")
                .atMost(PATIENCE)
                .until(() -> staff("GET", "/dead-letters"), found -> found.size() == 1);
        assertThat(letters.get(0).get("reason").asText()).isEqualTo("the application answered 400");
        assertThat(letters.get(0).get("clientId").asText()).isEqualTo(LogoutRealm.APP);
        assertThat(letters.get(0).get("userId").asText()).isEqualTo(shopper.id());
        Pause.of(AT_ONCE);
        assertThat(applications.of(tokens.sid())).hasSize(1);

        staff("POST", "/dead-letters/" + letters.get(0).get("id").asText() + "/requeue");

        assertThat(toldOnceTaken(tokens.sid())).extracting(ToldLogout::status).containsExactly(400, 200);
        assertThat(staff("GET", "/dead-letters")).isEmpty();
    }

    /** Its own silence is waited for, not everybody's behind it. */
    @Test
    void silentApplicationDoesNotHoldUpOthers() throws Exception {
        Shopper shopper = realm.shopper();
        for (int i = 0; i < 12; i++) {
            realm.grant(node, shopper, "openid");
        }
        Walk walk = realm.shipped().walk();
        Tokens other = realm.logIn(node, walk, realm.shopper());
        applications.silence(LogoutRealm.APP);
        realm.shipped().resource().users().get(shopper.id()).logout();
        Pause.of(Duration.ofSeconds(1));

        realm.logOut(node, walk, other);

        Awaitility.await("the other application")
                .atMost(Duration.ofSeconds(12))
                .until(() -> applications.of(other.sid()).size() == 1);
        Awaitility.await("its answer to be written down").until(() -> waiting() == 12);
        applications.answer();
        Awaitility.await("all are told").atMost(PATIENCE.multipliedBy(2)).until(() -> waiting() == 0);
    }

    /** As Keycloak does it: one call, within the request. */
    @Test
    void realmThatDoesNotTakePart() throws Exception {
        try (LogoutRealm stock = new LogoutRealm(
                ground, applications, shipped -> shipped.setEventsListeners(List.of("jboss-logging")))) {
            Tokens tokens = stock.grant(node, stock.shopper(), "openid");
            applications.answer(503);

            assertThat(stock.logOut(node, tokens)).isEqualTo(204);

            assertThat(applications.of(tokens.sid())).hasSize(1);
            Pause.of(Duration.ofSeconds(8));
            assertThat(applications.of(tokens.sid())).hasSize(1);
        }
    }

    private JsonNode staff(String method, String path) throws Exception {
        try (AdminApi admin = ground.admin()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            node.baseUrl() + "/admin/realms/" + realm.shipped().name() + "/shop-logout" + path))
                    .header(
                            "Authorization",
                            "Bearer " + admin.keycloak().tokenManager().getAccessTokenString())
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isLessThan(300);
            return new ObjectMapper().readTree(answer.body());
        }
    }
}
