package shop.identity.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.RoleRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.history.LoginInterface.Answer;
import shop.identity.it.history.Logins.Customer;
import shop.identity.it.staff.OpenApi;

/** Staff who may see a customer see the last login, and no more. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-8")
class LastLoginIT {

    private final Ground ground;
    private final OpenApi document = new OpenApi("shop-logins", "/admin/realms/{realm}/shop-logins");
    private ShippedRealm realm;
    private Logins logins;
    private LoginInterface api;

    LastLoginIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        logins = new Logins(ground, realm);
        api = new LoginInterface(
                ground.node().baseUrl() + "/admin/realms/" + realm.name() + "/shop-logins", document, "LastLogin");
    }

    @AfterAll
    void close() {
        realm.close();
    }

    /** @param roles of {@code realm-management} */
    private String staff(String... roles) throws Exception {
        Customer person = logins.customer();
        String management = realm.resource()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        List<RoleRepresentation> granted = List.of(roles).stream()
                .map(role -> realm.resource()
                        .clients()
                        .get(management)
                        .roles()
                        .get(role)
                        .toRepresentation())
                .toList();
        realm.resource()
                .users()
                .get(person.id())
                .roles()
                .clientLevel(management)
                .add(granted);
        return "Bearer " + logins.byGrant(person).accessToken();
    }

    @Test
    void timeAndNetworkForWhoMaySeeTheCustomer() throws Exception {
        Customer customer = logins.customer();
        logins.byForm(customer);
        String viewer = staff("view-users");
        Instant before = Instant.now();
        logins.byGrant(customer);

        Answer answer = api.get("/" + customer.id(), viewer);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("network").asText()).isEqualTo("127.0.0.1");
        assertThat(Instant.parse(answer.json().get("time").asText())).isBetween(before.minusMillis(1), Instant.now());
        assertThat(api.get("/" + customer.id(), staff("view-events")).status()).isEqualTo(403);
        assertThat(api.get("/" + customer.id() + "?x=1", viewer).wrong()).containsExactly("x");
        assertThat(api.get("/" + customer.id(), "Bearer x").status()).isEqualTo(401);
        assertThat(api.get("/" + logins.customer().id(), viewer).status()).isEqualTo(404);
        assertThat(api.get("/nobody", viewer).status()).isEqualTo(404);
        assertThat(api.get("/nobody", staff("view-events")).status()).isEqualTo(403);
        assertThat(api.statuses()).isEqualTo(document.statuses("GET /{id}")).isEqualTo(Set.of(200, 400, 401, 403, 404));
    }

    @Test
    void customersOfAnotherRealmAreUnknown() throws Exception {
        String viewer = staff("view-users");
        try (ShippedRealm other = new ShippedRealm(ground, ShippedRealm::hashesCheaply)) {
            Logins there = new Logins(ground, other);
            Customer stranger = there.customer();
            there.byGrant(stranger);

            assertThat(api.get("/" + stranger.id(), viewer).status()).isEqualTo(404);
        }
    }
}
