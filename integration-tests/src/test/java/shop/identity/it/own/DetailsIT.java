package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RoleRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.Fault;
import shop.identity.stack.Order;
import shop.identity.stack.OrderService;

/** Everything about a customer in one call, whatever the parts do meanwhile. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-4")
class DetailsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration AT_THE_LATEST = DEADLINE.plusMillis(200);

    private final Ground ground;
    private final OrderService orders;
    private ShippedRealm realm;
    private Shoppers shoppers;
    private OwnInterface api;
    private OwnInterface staff;

    DetailsIT(Ground ground) {
        this.ground = ground;
        this.orders = ground.stack().orders();
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        shoppers = new Shoppers(ground, realm);
        api = OwnInterface.ofCustomers(ground.node(), realm.name());
        staff = OwnInterface.ofStaff(ground.node(), realm.name());
    }

    @AfterEach
    void behave() {
        orders.setFault(null);
        ground.execute("ALTER TABLE IF EXISTS SHOP_WISHLIST_GONE RENAME TO SHOP_WISHLIST");
    }

    @AfterAll
    void close() {
        realm.close();
    }

    /** With an order that is open. */
    private Shopper shopper() throws Exception {
        Shopper who = shoppers.shopper();
        orders.setOrders(who.id(), List.of(new Order("o-1", Order.Status.OPEN, "Erika")));
        return who;
    }

    private static List<String> incomplete(Answer answer) {
        List<String> names = new ArrayList<>();
        answer.json().get("incomplete").forEach(name -> names.add(name.asText()));
        return names;
    }

    private record Timed(Answer answer, Duration took) {}

    private Timed timed(Shopper who) {
        long begin = System.nanoTime();
        Answer answer = api.get(who, "");
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Everything but this is there, and in time. */
    private Duration assertMissing(Shopper who, String part) {
        Timed timed = timed(who);
        assertThat(timed.answer().status()).isEqualTo(200);
        assertThat(incomplete(timed.answer())).containsExactly(part);
        assertThat(timed.answer().json().has(part)).isFalse();
        Set<String> others = new TreeSet<>(Set.of("addresses", "wishlists", "preferences", "orders", "profile"));
        others.remove(part);
        assertThat(timed.answer().json().properties().stream().map(Map.Entry::getKey))
                .containsAll(others);
        assertThat(timed.took()).isLessThan(AT_THE_LATEST);
        return timed.took();
    }

    @Test
    void everythingAtOnce() throws Exception {
        Shopper who = shopper();
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

    @Test
    void aSlowOrderServiceIsWaitedFor() throws Exception {
        Shopper who = shopper();
        orders.setFault(Fault.delayMillis(800));

        Timed timed = timed(who);

        assertThat(incomplete(timed.answer())).isEmpty();
        assertThat(timed.answer().json().get("orders")).hasSize(1);
        assertThat(timed.took()).isBetween(Duration.ofMillis(800), AT_THE_LATEST);
    }

    @Test
    void oneThatHangsIsNot() throws Exception {
        Shopper who = shopper();
        api.get(who, "");
        orders.setFault(Fault.delayMillis(20_000));

        for (int i = 0; i < 5; i++) {
            assertThat(assertMissing(who, "orders")).isGreaterThan(Duration.ofMillis(1900));
        }
    }

    @Test
    void oneThatHangsInTheMiddleOfItsAnswerIsNot() throws Exception {
        Shopper who = shopper();
        orders.setFault(Fault.stallMillis(20_000));

        assertMissing(who, "orders");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void oneThatFailsIsNamedAtOnce(int status) throws Exception {
        Shopper who = shopper();
        orders.setFault(Fault.status(status));

        assertThat(assertMissing(who, "orders")).isLessThan(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"orders\": []}", "[\"o-1\"]", "[{\"id\": null, \"status\": \"OPEN\"}]"})
    void oneThatAnswersNonsenseIsNamedAtOnce(String nonsense) throws Exception {
        Shopper who = shopper();
        orders.setFault(Fault.body(nonsense));

        assertThat(assertMissing(who, "orders")).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void oneThatNeverStopsIsNotListenedTo() throws Exception {
        Shopper who = shopper();
        orders.setFault(Fault.body("[" + " ".repeat(1 << 20) + "]"));

        assertMissing(who, "orders");
    }

    @Test
    void whatItSaysWrongIsInNoLog() throws Exception {
        Shopper who = shopper();
        orders.setFault(Fault.body("[\"" + who.email() + " orders nonsense\"]"));
        LogTail log = new LogTail(ground.node());

        assertMissing(who, "orders");

        assertThat(log.text()).doesNotContain(who.email(), "orders nonsense");
    }

    @Test
    void aPartThatFailsIsNamedAlone() throws Exception {
        Shopper who = shopper();
        ground.execute("ALTER TABLE SHOP_WISHLIST RENAME TO SHOP_WISHLIST_GONE");

        assertThat(assertMissing(who, "wishlists")).isLessThan(Duration.ofSeconds(1));
    }

    private Connection holdPreferences() throws SQLException {
        Connection connection = ground.postgres().connect();
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE SHOP_PREFERENCES IN ACCESS EXCLUSIVE MODE");
        return connection;
    }

    private long waiting() {
        return ground.count("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    }

    /** And its connection to the database comes back, though nobody lets go of what it waits for. */
    @Test
    void aPartThatHangsInTheDatabaseIsNamedAlone() throws Exception {
        Shopper who = shopper();
        try (Connection connection = holdPreferences()) {
            assertMissing(who, "preferences");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(waiting()).isZero());
            connection.rollback();
        }
        assertThat(incomplete(api.get(who, ""))).isEmpty();
    }

    /** All its threads hang then: the others are not kept waiting for one more. */
    @Test
    void manyAtOnceWhileAPartHangs() throws Exception {
        Shopper who = shopper();
        try (Connection connection = holdPreferences()) {
            List<Timed> answers = Together.run(40, i -> timed(who));

            assertThat(answers).allSatisfy(timed -> {
                assertThat(timed.answer().status()).isEqualTo(200);
                assertThat(incomplete(timed.answer())).contains("preferences");
                // Forty at once on a small machine: what they do besides waiting takes its time.
                assertThat(timed.took()).isLessThan(AT_THE_LATEST.plusSeconds(1));
            });
            assertThat(waiting()).isLessThanOrEqualTo(4);
            connection.rollback();
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(incomplete(api.get(who, ""))).isEmpty());
    }

    /** With the roles of the client that stands for the realm's own management. */
    private Shopper staff(String... roles) throws Exception {
        Shopper who = shoppers.shopper();
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
        Shopper who = shopper();
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
        Shopper who = shopper();

        for (Shopper other : List.of(who, shopper(), staff("view-events"))) {
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
        Shopper who = shopper();
        Shopper viewer = OwnRoles.only(realm, who, ground, "view-profile");
        assertThat(api.get(viewer, "").status()).isEqualTo(200);
        assertThat(api.patch(viewer, "", "{\"firstName\": \"Max\"}").status()).isEqualTo(403);
        Shopper nobody = OwnRoles.only(realm, who, ground);
        assertThat(api.get(nobody, "").status()).isEqualTo(403);
    }

    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        OwnInterface all = OwnInterface.ofCustomers(ground.node(), realm.name());
        Shopper who = shopper();
        all.get(who, "");
        all.get(who, "?x=1");
        all.send("GET", "", null, "");
        all.get(OwnRoles.only(realm, shopper(), ground), "");

        assertThat(all.statuses().get("GET ")).isEqualTo(all.document().statuses("GET "));
    }
}
