package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.segments.SegmentApi;
import shop.identity.it.segments.SegmentRealm.Customer;

/** What customers join and leave with their own changes. */
@OnPath
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-3")
@Tag("SG-4")
class SegmentPathsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Ground ground;
    private SegmentedRealm shop;

    SegmentPathsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        shop = new SegmentedRealm(ground);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    @DisplayName("segments: registration form")
    @Tag("SG-1")
    void registration(PathRow path) throws Exception {
        String email = "registers-" + UUID.randomUUID() + "@example.com";
        ground.registrationIn(shop.realm().name()).open().submit(email, Map.of());

        List<CustomerRecord> told = path.tells(ground.customerId(email).orElseThrow());
        assertThat(SegmentedRealm.names(told.get(1))).containsExactly("everybody");
    }

    @Test
    @DisplayName("segments: admin REST, created with what a rule asks for")
    void created(PathRow path) {
        Customer customer = shop.realm().customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));

        assertThat(SegmentedRealm.names(path.tells(customer.id()).get(1))).containsExactly("everybody", "gold");
    }

    @Test
    @DisplayName("segments: admin REST, attribute changed to and fro")
    void toAndFro(PathRow path) {
        Customer customer = shop.plain();

        shop.realm().setAttribute(customer.id(), "tier", "gold");
        shop.realm().setAttribute(customer.id(), "tier", "silver");

        List<CustomerRecord> told = path.tellsSince(2, customer.id());
        assertThat(SegmentedRealm.names(told.get(1))).containsExactly("gold");
        assertThat(SegmentedRealm.names(told.get(3))).containsExactly("gold");
    }

    @Test
    @DisplayName("segments: account REST, attribute changed")
    void byTheCustomer(PathRow path) throws Exception {
        Customer customer = shop.plain();
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        ground.node().baseUrl() + "/realms/" + shop.realm().name() + "/account/"))
                .header("Authorization", "Bearer " + shop.realm().token(customer))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"%s\",\"email\":\"%s\",\"firstName\":\"Erika\",\"lastName\":\"Mustermann\",\"attributes\":{\"tier\":[\"gold\"]}}"
                                .formatted(customer.email(), customer.email())))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);

        assertThat(SegmentedRealm.names(path.tellsSince(2, customer.id()).get(1)))
                .containsExactly("gold");
    }

    @Test
    @DisplayName("segments: admin REST, disabled")
    void disabled(PathRow path) {
        Customer customer = shop.golden();

        shop.realm().change(customer.id(), user -> user.setEnabled(false));

        assertThat(SegmentedRealm.names(path.tellsSince(2, customer.id()).get(1)))
                .containsExactly("gold");
    }

    @Test
    @DisplayName("segments: partial import")
    void imported(PathRow path) {
        UserRepresentation user = AdminApi.person("import-" + UUID.randomUUID() + "@example.com");
        user.setId(UUID.randomUUID().toString());
        user.setAttributes(Map.of("tier", List.of("gold")));
        user.setGroups(List.of("/segments/friends"));
        PartialImportRepresentation partial = new PartialImportRepresentation();
        partial.setUsers(List.of(user));
        partial.setIfResourceExists("FAIL");
        shop.realm().resource().partialImport(partial).close();

        assertThat(SegmentedRealm.names(path.tells(user.getId()).get(1)))
                .containsExactly("everybody", "friends", "gold");
    }

    @Test
    @DisplayName("segments: facts pushed by a service")
    void factsPushed(PathRow path) throws Exception {
        Customer customer = shop.plain();

        assertThat(service()
                        .send("PATCH", "/facts/" + customer.id(), "{\"orders\":3}")
                        .status())
                .isEqualTo(204);

        assertThat(SegmentedRealm.names(path.tellsSince(2, customer.id()).get(0)))
                .containsExactly("buyers");
    }

    /** With a role of its own, and no person behind it. */
    private SegmentApi service() throws Exception {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("orders-" + UUID.randomUUID());
        client.setSecret("service-of-orders");
        client.setServiceAccountsEnabled(true);
        client.setPublicClient(false);
        var clients = shop.realm().resource().clients();
        clients.create(client).close();
        String account = clients.get(
                        clients.findByClientId(client.getClientId()).get(0).getId())
                .getServiceAccountUser()
                .getId();
        String management = clients.findByClientId("realm-management").get(0).getId();
        RoleRepresentation role =
                clients.get(management).roles().get("manage-users").toRepresentation();
        shop.realm()
                .resource()
                .users()
                .get(account)
                .roles()
                .clientLevel(management)
                .add(List.of(role));
        return shop.api()
                .as(new TokenEndpoint(ground.node(), shop.realm().name())
                        .client(client.getClientId(), client.getSecret())
                        .accessToken());
    }

    /** One that no rule asks for, one that is not enough, and the same once more. */
    @Test
    @DisplayName("segments: facts pushed that change nothing")
    void factsThatChangeNothing(PathRow path) {
        Customer customer = shop.plain();

        for (String facts : List.of("{\"baskets\":7}", "{\"orders\":2}", "{\"orders\":2.0}")) {
            assertThat(shop.api()
                            .send("PATCH", "/facts/" + customer.id(), facts)
                            .status())
                    .isEqualTo(204);
        }

        path.tellsSince(2, customer.id());
    }

    @Test
    @DisplayName("segments: admin REST, deleted")
    void deleted(PathRow path) {
        Customer customer = shop.golden();

        shop.realm().resource().users().delete(customer.id()).close();

        path.tellsSince(2, customer.id());
    }
}
