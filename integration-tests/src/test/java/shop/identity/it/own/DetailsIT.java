package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Details.incomplete;
import static shop.identity.it.own.Details.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.RoleRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.Order;
import shop.identity.stack.OrderService;

/** Everything about a customer in one call, and who may make it. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-4")
class DetailsIT {

    private final Ground ground;
    private final OrderService orders;
    private OwnRealm realm;
    private OwnInterface api;
    private OwnInterface staff;

    DetailsIT(Ground ground) {
        this.ground = ground;
        this.orders = ground.stack().orders();
    }

    @BeforeAll
    void prepare() {
        realm = new OwnRealm(ground);
        api = realm.customers();
        staff = realm.staff();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @Test
    void everythingAtOnce() throws Exception {
        Shopper who = ordering(realm, orders);
        orders.setOrders(
                who.id(),
                List.of(
                        new Order("o-1", Order.Status.OPEN, "Erika"),
                        new Order("o-2", Order.Status.SHIPPED),
                        new Order("o-3", Order.Status.DELIVERED),
                        new Order("o-4", Order.Status.CANCELLED)));
        OwnThings things = new OwnThings(ground.node(), realm.name());
        String address = things.addAddress(who, "Heidestraße 17");
        String wishlist = things.makeWishlist(who, "Birthday");
        api.patch(who, "/preferences", "{\"language\": \"de\"}");

        Answer answer = api.get(who, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode details = answer.json();
        assertThat(details.get("id").asText()).isEqualTo(who.id());
        assertThat(details.get("status").asText()).isEqualTo("ACTIVE");
        assertThat(details.get("profile").get("email").asText()).isEqualTo(who.email());
        assertThat(details.get("profile").get("emailVerified").asBoolean()).isTrue();
        assertThat(details.get("profile").get("phoneNumber").isNull()).isTrue();
        assertThat(details.get("profile").has("shopStatus")).isFalse();
        assertThat(details.get("addresses"))
                .singleElement()
                .satisfies(shown -> assertThat(shown.get("id").asText()).isEqualTo(address));
        assertThat(details.get("wishlists"))
                .singleElement()
                .satisfies(shown -> assertThat(shown.get("id").asText()).isEqualTo(wishlist));
        assertThat(details.get("preferences"))
                .isEqualTo(api.get(who, "/preferences").json());
        assertThat(details.has("segments")).isTrue();
        assertThat(details.get("orders").toString())
                .isEqualTo("[{\"id\":\"o-1\",\"status\":\"OPEN\"},{\"id\":\"o-2\",\"status\":\"SHIPPED\"}]");
        assertThat(incomplete(answer)).isEmpty();
    }

    /** With the roles of the client that stands for the realm's own management. */
    private Shopper staff(String... roles) throws Exception {
        Shopper who = realm.shopper();
        String management = realm.resource()
                .clients()
                .findByClientId("realm-management")
                .get(0)
                .getId();
        List<RoleRepresentation> given = new ArrayList<>();
        for (String role : roles) {
            given.add(
                    realm.resource().clients().get(management).roles().get(role).toRepresentation());
        }
        realm.resource().users().get(who.id()).roles().clientLevel(management).add(given);
        String token = new TokenEndpoint(ground.node(), realm.name())
                .password(who.email(), Registration.PASSWORD)
                .accessToken();
        return new Shopper(who.id(), who.email(), "Bearer " + token);
    }

    @Test
    @Tag("CD-5")
    void staffSeeTheSameAndMoreOfTheProfile() throws Exception {
        Shopper who = ordering(realm, orders);
        Shopper viewer = staff("view-users");

        JsonNode seen = staff.get(viewer, "/" + who.id()).json();

        JsonNode own = api.get(who, "").json();
        for (String same : List.of("id", "status", "preferences", "addresses", "wishlists", "orders", "incomplete")) {
            assertThat(seen.get(same)).as(same).isEqualTo(own.get(same));
        }
        assertThat(seen.get("profile").has("shopStatus")).isTrue();
        assertThat(seen.get("profile").get("email").asText()).isEqualTo(who.email());
    }

    @Test
    @Tag("CD-5")
    void whoMayNotViewTheCustomerSeesNothing() throws Exception {
        Shopper who = ordering(realm, orders);

        for (Shopper other : List.of(who, ordering(realm, orders), staff("view-events"))) {
            Answer answer = staff.get(other, "/" + who.id());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.response().body()).doesNotContain(who.email());
            assertThat(staff.get(other, "/" + UUID.randomUUID()).status()).isEqualTo(403);
        }
        assertThat(staff.send("GET", "/" + who.id(), null, "").status()).isEqualTo(401);
        assertThat(staff.get(staff("view-users"), "/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(staff.get(staff("view-users"), "/" + who.id() + "?x=1").status())
                .isEqualTo(400);
    }

    @Test
    void whoMayOnlyLookMayLook() throws Exception {
        Shopper who = ordering(realm, orders);
        Shopper viewer = realm.only(who, "view-profile");
        assertThat(api.get(viewer, "").status()).isEqualTo(200);
        assertThat(api.patch(viewer, "", "{\"firstName\": \"Max\"}").status()).isEqualTo(403);
        Shopper nobody = realm.only(who);
        assertThat(api.get(nobody, "").status()).isEqualTo(403);
    }

    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        OwnInterface all = realm.customers();
        Shopper who = ordering(realm, orders);
        all.get(who, "");
        all.get(who, "?x=1");
        all.send("GET", "", null, "");
        all.get(realm.only(ordering(realm, orders)), "");

        assertThat(all.statuses().get("GET ")).isEqualTo(all.document().statuses("GET "));
    }
}
