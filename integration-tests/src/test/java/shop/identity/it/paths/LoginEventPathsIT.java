package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ProviderRealm;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** Logins and logouts at a node that tells them. */
@OnPath
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-8")
class LoginEventPathsIT {

    private static final String TOLD = "--spi-events-listener--shop-customer-events--login-events=true";

    private final Ground ground;
    private final Customers customers;
    private KeycloakNode node;
    private ShippedRealm realm;
    private TokenEndpoint tokens;

    LoginEventPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeAll
    void start() {
        node = ground.stack().keycloak().node(1);
        node.start(List.of(TOLD));
        realm = new ShippedRealm(ground, LoginEventPathsIT::withAnApp);
        tokens = new TokenEndpoint(node, realm.name());
    }

    @AfterAll
    void stop() {
        realm.close();
        node.stop();
    }

    /** Whose tokens are good for the account REST interface. */
    private static void withAnApp(RealmRepresentation settings) {
        ShippedRealm.hashesCheaply(settings);
        ClientRepresentation app = new ClientRepresentation();
        app.setClientId("app");
        app.setPublicClient(true);
        app.setDirectAccessGrantsEnabled(true);
        app.setFullScopeAllowed(true);
        settings.getClients().add(app);
    }

    private record Somebody(String id, String email) {}

    /** A customer who can log in, with the record of that already seen. */
    private Somebody somebody(Consumer<UserRepresentation> also) {
        UserRepresentation user = AdminApi.person(customers.address());
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        also.accept(user);
        try (Response answer = realm.resource().users().create(user)) {
            String id = CreatedResponseUtil.getCreatedId(answer);
            ground.topic().eventually(id, 1);
            return new Somebody(id, user.getEmail());
        }
    }

    private Somebody somebody() {
        return somebody(user -> {});
    }

    private Walk walk() {
        return realm.walkAt(node);
    }

    private static String data(CustomerRecord told, String field) {
        return told.data().get(field).asText();
    }

    @Test
    @DisplayName("login: form")
    void form(PathRow path) throws Exception {
        Somebody customer = somebody();

        assertThat(walk().logIn(customer.email(), Registration.PASSWORD).isLoggedIn())
                .isTrue();

        CustomerRecord told = path.tellsSince(1, customer.id()).get(0);
        assertThat(data(told, "way")).isEqualTo("form");
        assertThat(data(told, "client")).isEqualTo("storefront");
        assertThat(told.data().get("identityProvider").isNull()).isTrue();
        assertThat(told.data().toString()).doesNotContain("127.0.0.1");
    }

    @Test
    @DisplayName("login: form, with a step that it demands")
    void formWithAStep(PathRow path) throws Exception {
        Somebody customer = somebody(user -> user.setRequiredActions(List.of("UPDATE_PROFILE")));
        Walk walk = walk();
        Walk.Page step = walk.logIn(customer.email(), Registration.PASSWORD);

        Walk.Page page = walk.submit(
                step.form("kc-update-profile-form"),
                Map.of("email", customer.email(), "firstName", "Erika", "lastName", "Mustermann"));

        assertThat(page.isLoggedIn()).as(page.toString()).isTrue();
        assertThat(data(path.tellsSince(1, customer.id()).get(0), "way")).isEqualTo("form");
    }

    @Test
    @DisplayName("login: direct grant")
    void directGrant(PathRow path) throws Exception {
        Somebody customer = somebody();

        assertThat(tokens.password(customer.email(), Registration.PASSWORD).status())
                .isEqualTo(200);

        CustomerRecord told = path.tellsSince(1, customer.id()).get(0);
        assertThat(data(told, "way")).isEqualTo("direct-grant");
        assertThat(data(told, "client")).isEqualTo("admin-cli");
    }

    @Test
    @DisplayName("login: identity provider, later")
    void identityProvider(PathRow path) throws Exception {
        String email = customers.address();
        try (ProviderRealm provider = new ProviderRealm(ground, node)) {
            provider.addTo(realm);
            provider.add(email);
            Walk.Page first = provider.logIn(walk(), email);
            assertThat(first.isLoggedIn()).as(first.toString()).isTrue();
            String id =
                    realm.resource().users().searchByEmail(email, true).get(0).getId();
            int known = ground.topic()
                    .eventually(
                            id,
                            records -> records.stream()
                                    .anyMatch(record -> record.type().equals("customer.logged_in")))
                    .size();

            assertThat(provider.logIn(walk(), email).isLoggedIn()).isTrue();

            CustomerRecord told = path.tellsSince(known, id).get(0);
            assertThat(data(told, "way")).isEqualTo("identity-provider");
            assertThat(data(told, "identityProvider")).isEqualTo(ProviderRealm.ALIAS);
        } finally {
            realm.resource().identityProviders().get(ProviderRealm.ALIAS).remove();
        }
    }

    @Test
    @DisplayName("login: registration form, signed in at once")
    void registration(PathRow path) throws Exception {
        String email = customers.address();

        assertThat(ground.registrationAt(node).register(email).isRegistered()).isTrue();

        path.tells(ground.customerId(email).orElseThrow());
    }

    @Test
    @DisplayName("login: another page, in a browser that is signed in")
    void signedInAlready(PathRow path) throws Exception {
        Somebody customer = somebody();
        Walk walk = walk();
        walk.logIn(customer.email(), Registration.PASSWORD);
        ground.topic().eventually(customer.id(), 2);

        assertThat(walk.login().isLoggedIn()).isTrue();

        path.tellsSince(2, customer.id());
    }

    @Test
    @DisplayName("login: service account of a client")
    void serviceAccount(PathRow path) throws Exception {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("warehouse");
        client.setSecret("warehouse-4711");
        client.setServiceAccountsEnabled(true);
        realm.resource().clients().create(client).close();

        assertThat(tokens.client("warehouse", "warehouse-4711").status()).isEqualTo(200);

        String id =
                realm.resource().clients().findByClientId("warehouse").get(0).getId();
        path.tells(realm.resource().clients().get(id).getServiceAccountUser().getId());
    }

    @Test
    @DisplayName("logout: browser")
    void logout(PathRow path) throws Exception {
        Somebody customer = somebody();
        Walk walk = walk();
        String idToken =
                tokens.code(walk.logIn(customer.email(), Registration.PASSWORD)).idToken();
        ground.topic().eventually(customer.id(), 2);

        assertThat(walk.open(tokens.logoutUrl(idToken)).url()).startsWith("http://localhost/callback");

        assertThat(path.tellsSince(2, customer.id()).get(0).data().has("loggedOutAt"))
                .isTrue();
    }

    @Test
    @DisplayName("logout: account REST, all sessions at once")
    void logoutEverywhere(PathRow path) throws Exception {
        Somebody customer = somebody();
        for (int i = 0; i < 2; i++) {
            tokens.password("app", customer.email(), Registration.PASSWORD);
        }
        String token =
                tokens.password("app", customer.email(), Registration.PASSWORD).accessToken();
        ground.topic().eventually(customer.id(), 4);

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        node.baseUrl() + "/realms/" + realm.name() + "/account/sessions?current=true"))
                                .header("Accept", "application/json")
                                .header("Authorization", "Bearer " + token)
                                .DELETE()
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(204);
        path.tellsSince(4, customer.id());
    }

    @Test
    @DisplayName("logout: staff end the sessions")
    void endedByStaff(PathRow path) throws Exception {
        Somebody customer = somebody();
        tokens.password(customer.email(), Registration.PASSWORD);
        ground.topic().eventually(customer.id(), 2);

        try (AdminApi staff = ground.adminAt(node)) {
            staff.keycloak().realm(realm.name()).users().get(customer.id()).logout();
        }

        path.tellsSince(2, customer.id());
    }
}
