package shop.identity.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.ClientRepresentation;
import shop.identity.it.erasure.LeavingRealm;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/**
 * Who may have everything of a customer, or have it erased: whoever showed a moment ago to be the customer. Not whoever found a
 * session, a token, or a way to one without a login.
 */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-1")
@Tag("GD-8")
class PrivacyTokensIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String LONG_AGO = "urn:shop-identity:problem:signed-in-long-ago";
    private static final String LIGHT = "light";
    private static final String SERVICE = "robot";
    private static final String SECRET = "robot-4711";

    private final Ground ground;
    private LeavingRealm realm;
    private LeavingRealm elsewhere;

    PrivacyTokensIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
        elsewhere = new LeavingRealm(ground);
        ClientRepresentation light = client(LIGHT);
        light.setPublicClient(true);
        light.setDirectAccessGrantsEnabled(true);
        light.setAttributes(Map.of("client.use.lightweight.access.token.enabled", "true"));
        realm.resource().clients().create(light).close();
        ClientRepresentation service = client(SERVICE);
        service.setServiceAccountsEnabled(true);
        service.setSecret(SECRET);
        realm.resource().clients().create(service).close();
    }

    private static ClientRepresentation client(String id) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(id);
        client.setFullScopeAllowed(true);
        return client;
    }

    @AfterAll
    void close() {
        realm.close();
        elsewhere.close();
    }

    /** What needs more than a token. */
    private record Request(String method, String path) {}

    static Stream<Request> requests() {
        return Stream.of(new Request("GET", "export"), new Request("POST", "erasure"));
    }

    private Exchange.Answer send(Request request, String token) {
        return send(ground.node(), request, token);
    }

    private Exchange.Answer send(KeycloakNode node, Request request, String token) {
        return Exchange.of(request.method(), "/realms/" + realm.shipped().name() + "/shop-privacy/me/" + request.path())
                .as(token)
                .send(node.baseUrl());
    }

    private TokenEndpoint tokens() {
        return new TokenEndpoint(ground.node(), realm.shipped().name());
    }

    private void assertSaysNothing(Exchange.Answer answer, Leaver who) {
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.text()).doesNotContain(who.email(), who.lastName());
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_EXPORT WHERE CUSTOMER_ID = ?", who.id()))
                .isZero();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE WHERE CUSTOMER_ID = ?", who.id()))
                .isZero();
        assertThat(realm.attributes(who)).doesNotContainKeys("shopStatus", "shopDeletionDue");
    }

    private void assertLongAgo(Exchange.Answer answer, Leaver who) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.json().get("type").asText()).isEqualTo(LONG_AGO);
        assertSaysNothing(answer, who);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void ofThePasswordGrant(Request request) throws Exception {
        Leaver who = realm.customer();

        assertLongAgo(send(request, realm.timeless(who)), who);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void lightOnes(Request request) throws Exception {
        Leaver who = realm.customer();
        String token =
                tokens().password(LIGHT, who.email(), Registration.PASSWORD).accessToken();

        assertLongAgo(send(request, token), who);
    }

    /** The session is the one of then, and so is the time of its login, however new the token. */
    @Test
    void aSessionOfLongAgoHoweverNewTheToken() throws Exception {
        KeycloakNode second = ground.stack().keycloak().node(1);
        second.start(List.of("--spi-realm-restapi-extension--shop-privacy--recent-authentication-seconds=3"));
        try {
            Leaver who = realm.customer();
            TokenEndpoint there = new TokenEndpoint(second, realm.shipped().name());
            Walk walk = realm.shipped().walkAt(second);
            TokenEndpoint.Answer first = there.code(walk.logIn(who.email(), Registration.PASSWORD));
            Pause.of(Duration.ofSeconds(5));
            String refreshed = there.refresh("storefront", first.refreshToken()).accessToken();
            // Still signed in: the browser gets a code without being asked for anything.
            String again = there.code(walk.login()).accessToken();
            for (String stolen : List.of(first.accessToken(), refreshed, again)) {
                for (Request request : requests().toList()) {
                    assertLongAgo(send(second, request, stolen), who);
                }
            }

            String fresh = there.code(realm.shipped().walkAt(second).logIn(who.email(), Registration.PASSWORD))
                    .accessToken();
            assertThat(send(second, new Request("GET", "export"), fresh).status())
                    .isEqualTo(200);
        } finally {
            second.stop();
        }
    }

    /** Staff have interfaces of their own, which say who it was. */
    @ParameterizedTest
    @MethodSource("requests")
    void ofStaffWithTheCustomersEyes(Request request) throws Exception {
        Leaver who = realm.customer();
        HttpResponse<String> impersonated = HTTP.send(
                HttpRequest.newBuilder(URI.create(ground.node().baseUrl() + "/admin/realms/"
                                + realm.shipped().name() + "/users/" + who.id() + "/impersonation"))
                        .header(
                                "Authorization",
                                "Bearer "
                                        + ground.admin()
                                                .keycloak()
                                                .tokenManager()
                                                .getAccessTokenString())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(impersonated.statusCode()).isEqualTo(200);
        String cookies = impersonated.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .filter(cookie -> !cookie.matches("[^=]+="))
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
        HttpResponse<String> signedIn = HTTP.send(
                HttpRequest.newBuilder(URI.create(ground.node().baseUrl() + "/realms/"
                                + realm.shipped().name()
                                + "/protocol/openid-connect/auth?client_id=storefront&response_type=code&scope=openid"
                                + "&redirect_uri="
                                + URLEncoder.encode("http://localhost/callback", StandardCharsets.UTF_8)
                                + "&code_challenge_method=S256"
                                + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"))
                        .header("Cookie", cookies)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String callback = signedIn.headers().firstValue("location").orElseThrow();
        String token = tokens().code(new Walk.Page(callback, 302, 302, "", null, Duration.ZERO))
                .accessToken();

        assertLongAgo(send(request, token), who);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void ofAService(Request request) throws Exception {
        String token = tokens().client(SERVICE, SECRET).accessToken();

        Exchange.Answer answer = send(request, token);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("type").asText()).isNotEqualTo(LONG_AGO);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void ofAnotherRealm(Request request) throws Exception {
        Leaver stranger = elsewhere.customer();

        Exchange.Answer answer = send(request, elsewhere.recent(stranger));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    }

    /** What the browser has beside the access token is none. */
    @ParameterizedTest
    @MethodSource("requests")
    void otherTokensOfTheSameLogin(Request request) throws Exception {
        Leaver who = realm.customer();
        TokenEndpoint.Answer login = tokens().code(realm.shipped().walk().logIn(who.email(), Registration.PASSWORD));

        for (String other :
                List.of(login.idToken(), login.refreshToken(), UUID.randomUUID().toString())) {
            Exchange.Answer answer = send(request, other);
            assertThat(answer.status()).isEqualTo(401);
            assertSaysNothing(answer, who);
        }
    }

    /** Who was signed out has a token that is good for minutes still: not here. */
    @ParameterizedTest
    @MethodSource("requests")
    void ofASessionThatHasEnded(Request request) throws Exception {
        Leaver who = realm.customer();
        String token = realm.recent(who);
        realm.resource().users().get(who.id()).logout();

        Exchange.Answer answer = send(request, token);

        assertThat(answer.status()).isEqualTo(401);
        assertSaysNothing(answer, who);
    }
}
