package shop.identity.it.logout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** A realm whose applications are told of logouts: the storefront, and {@code app}, which takes passwords itself. */
final class LogoutRealm implements AutoCloseable {

    static final String STOREFRONT = "storefront";
    static final String APP = "app";

    /** Is told by the customer's browser, and by nothing else. */
    static final String FRONT = "front";

    /** Of the challenge that a {@link Walk} begins with. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ShippedRealm realm;

    LogoutRealm(Ground ground, RelyingParty applications) {
        this(ground, applications, more -> {});
    }

    LogoutRealm(Ground ground, RelyingParty applications, Consumer<RealmRepresentation> more) {
        realm = new ShippedRealm(ground, shipped -> {
            ShippedRealm.hashesCheaply(shipped);
            List<ClientRepresentation> clients = new ArrayList<>(shipped.getClients());
            clients.forEach(client -> tell(client, applications.address(STOREFRONT)));
            clients.add(app(APP, applications));
            ClientRepresentation front = app(FRONT, applications);
            front.setFrontchannelLogout(true);
            clients.add(front);
            shipped.setClients(clients);
            more.accept(shipped);
        });
    }

    private static ClientRepresentation app(String id, RelyingParty applications) {
        ClientRepresentation app = new ClientRepresentation();
        app.setClientId(id);
        app.setPublicClient(true);
        app.setDirectAccessGrantsEnabled(true);
        app.setStandardFlowEnabled(false);
        tell(app, applications.address(id));
        return app;
    }

    private static void tell(ClientRepresentation client, String address) {
        Map<String, String> attributes =
                client.getAttributes() == null ? new HashMap<>() : new HashMap<>(client.getAttributes());
        attributes.put("backchannel.logout.url", address);
        attributes.put("backchannel.logout.session.required", "true");
        client.setAttributes(attributes);
        client.setFrontchannelLogout(false);
    }

    ShippedRealm shipped() {
        return realm;
    }

    /** A customer who can log in. */
    Shopper shopper() {
        String email = "leaves-" + UUID.randomUUID() + "@example.com";
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        realm.resource().users().create(user).close();
        return new Shopper(email, realm.resource().users().search(email).get(0).getId());
    }

    record Shopper(String email, String id) {}

    /** What an application holds of a session. */
    record Tokens(int status, JsonNode json) {

        String sid() {
            return claim("sid");
        }

        String idToken() {
            return json.get("id_token").asText();
        }

        String refreshToken() {
            return json.get("refresh_token").asText();
        }

        private String claim(String name) {
            try {
                return JSON.readTree(java.util.Base64.getUrlDecoder()
                                .decode(idToken().split("\\.")[1]))
                        .get(name)
                        .asText();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    Tokens grant(KeycloakNode node, Shopper shopper, String scope) throws IOException, InterruptedException {
        return grant(node, shopper, Registration.PASSWORD, APP, scope);
    }

    Tokens grant(KeycloakNode node, Shopper shopper, String password, String client, String scope)
            throws IOException, InterruptedException {
        return tokens(
                node,
                Map.of(
                        "grant_type", "password",
                        "client_id", client,
                        "username", shopper.email(),
                        "password", password,
                        "scope", scope));
    }

    /** Logs in by the page, and the storefront fetches its tokens. */
    Tokens logIn(KeycloakNode node, Walk walk, Shopper shopper) throws IOException, InterruptedException {
        return fetched(node, walk.logIn(shopper.email(), Registration.PASSWORD));
    }

    /** Who is logged in gets an offline session beside it, of the same id. */
    Tokens stayLoggedIn(KeycloakNode node, Walk walk) throws IOException, InterruptedException {
        return fetched(
                node,
                walk.open(protocol(node) + "/auth?client_id=" + STOREFRONT
                        + "&response_type=code&scope=openid%20offline_access&redirect_uri="
                        + encode("http://localhost/callback")
                        + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    private Tokens fetched(KeycloakNode node, Walk.Page page) throws IOException, InterruptedException {
        String code = page.url().replaceAll(".*[?&]code=([^&]*).*", "$1");
        return tokens(
                node,
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", STOREFRONT,
                        "code", code,
                        "redirect_uri", "http://localhost/callback",
                        "code_verifier", VERIFIER));
    }

    Tokens refresh(KeycloakNode node, String client, Tokens tokens) throws IOException, InterruptedException {
        return tokens(
                node,
                Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", tokens.refreshToken()));
    }

    /** The storefront sends the browser here. */
    Walk.Page logOut(KeycloakNode node, Walk walk, Tokens tokens) throws IOException, InterruptedException {
        return walk.open(protocol(node) + "/logout?id_token_hint=" + tokens.idToken() + "&post_logout_redirect_uri="
                + encode("http://localhost/bye"));
    }

    /** What {@code app} does when its customer leaves. */
    int logOut(KeycloakNode node, Tokens tokens) throws IOException, InterruptedException {
        return post(node, "/logout", Map.of("client_id", APP, "refresh_token", tokens.refreshToken()))
                .statusCode();
    }

    /** The keys that applications check signatures by. */
    JsonNode keys(KeycloakNode node) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(protocol(node) + "/certs")).build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private Tokens tokens(KeycloakNode node, Map<String, String> form) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(node, "/token", form);
        return new Tokens(answer.statusCode(), JSON.readTree(answer.body()));
    }

    private HttpResponse<String> post(KeycloakNode node, String path, Map<String, String> form)
            throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(protocol(node) + path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String protocol(KeycloakNode node) {
        return node.baseUrl() + "/realms/" + realm.name() + "/protocol/openid-connect";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        realm.close();
    }
}
