package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.segments.SegmentRealm.Customer;

/** Segments are groups: what staff do to them in the console is done to segments, and told. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-4")
@Tag("SG-1")
class ConsoleIT {

    private final Ground ground;
    private SegmentRealm realm;
    private String friends;

    ConsoleIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void prepare() {
        realm = new SegmentRealm(ground);
        friends = realm.api().make("{\"name\":\"friends\"}");
    }

    @AfterEach
    void close() {
        realm.close();
    }

    private GroupRepresentation root() {
        return realm.resource().groups().groups("segments", 0, 10).get(0);
    }

    /** As the console makes one. */
    private String group(String parent, String name) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        try (Response answer = parent == null
                ? realm.resource().groups().add(group)
                : realm.resource().groups().group(parent).subGroup(group)) {
            assertThat(answer.getStatus()).isEqualTo(201);
            String location = answer.getLocation().getPath();
            return location.substring(location.lastIndexOf('/') + 1);
        }
    }

    private void move(String group, String name, String parent) {
        GroupRepresentation moved = new GroupRepresentation();
        moved.setId(group);
        moved.setName(name);
        try (Response answer = parent == null
                ? realm.resource().groups().add(moved)
                : realm.resource().groups().group(parent).subGroup(moved)) {
            assertThat(answer.getStatus()).isEqualTo(204);
        }
    }

    private List<String> names() {
        return Stream.iterate(0, i -> i + 1)
                .limit(realm.api().get("").json().size())
                .map(i -> realm.api().get("").json().get(i).get("name").asText())
                .toList();
    }

    @Test
    void joinedAndLeftByHand() {
        Customer customer = realm.customer();
        realm.join(customer.id(), friends);
        realm.join(customer.id(), friends);
        realm.leave(customer.id(), friends);
        realm.leave(customer.id(), friends);

        assertThat(realm.told(customer.id()))
                .containsExactly("joined friends by admin over admin-api", "left friends by admin over admin-api");
        assertThat(realm.records(customer.id(), 3))
                .extracting(record -> record.type())
                .containsExactly("customer.created", "customer.segment_joined", "customer.segment_left");
    }

    /** Who takes that long is waited for: nobody leaves untold. */
    @Test
    void aMemberWhoIsBeingChangedWhenTheGroupGoes() throws Exception {
        Customer customer = realm.customer();
        realm.join(customer.id(), friends);
        try (Connection other = ground.postgres().connect()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .executeUpdate("UPDATE USER_ENTITY SET EMAIL = 'x' || EMAIL, EMAIL_CONSTRAINT = 'x' || EMAIL"
                            + " WHERE ID = '" + customer.id() + "'");
            CompletableFuture<Void> removal = CompletableFuture.runAsync(
                    () -> realm.resource().groups().group(friends).remove());
            Pause.of(Duration.ofMillis(500));
            assertThat(removal).isNotDone();
            other.commit();
            removal.join();
        }

        assertThat(realm.told(customer.id()))
                .containsExactly("joined friends by admin over admin-api", "left friends by admin over admin-api");
    }

    @Test
    void createdAsAMember() {
        Customer customer = realm.customer(user -> user.setGroups(List.of("/segments/friends")));

        assertThat(realm.told(customer.id())).containsExactly("joined friends by admin over admin-api");
    }

    @Test
    void otherGroupsAreNobodysBusiness() {
        Customer customer = realm.customer();
        String other = group(null, "friends");
        String deeper = group(friends, "closer");
        realm.join(customer.id(), other);
        realm.join(customer.id(), deeper);
        realm.join(customer.id(), root().getId());

        assertThat(realm.told(customer.id())).isEmpty();
        assertThat(names()).containsExactly("friends");
    }

    @Test
    void aGroupOfTheConsoleIsASegmentWithoutARule() {
        String made = group(root().getId(), "by-hand");
        JsonNode shown = realm.api().get("/" + made).json();

        assertThat(names()).containsExactly("by-hand", "friends");
        assertThat(shown.get("rule").isNull()).isTrue();
        assertThat(shown.get("default").asBoolean()).isFalse();
        assertThat(realm.api()
                        .put("/" + made, "{\"name\":\"by-hand\",\"rule\":\"attribute.tier = 'gold'\"}")
                        .status())
                .isEqualTo(200);
        Customer gold = realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));
        assertThat(realm.segments(gold.id())).containsExactly("by-hand");
    }

    @Test
    void renamedInTheConsole() {
        Customer customer = realm.customer();
        String tag = realm.api().get("/" + friends).header("ETag");
        GroupRepresentation group = realm.resource().groups().group(friends).toRepresentation();
        group.setName("best friends");
        realm.resource().groups().group(friends).update(group);
        realm.join(customer.id(), friends);

        assertThat(realm.told(customer.id())).containsExactly("joined best friends by admin over admin-api");
        assertThat(names()).containsExactly("best friends");
        assertThat(realm.api()
                        .put("/" + friends, "{\"name\":\"friends\"}", "If-Match", tag)
                        .status())
                .isEqualTo(412);
    }

    @Test
    void removedInTheConsole() {
        String gold = realm.api().make("gold", "attribute.tier = 'gold'");
        List<Customer> customers = Stream.generate(realm::customer).limit(3).toList();
        customers.forEach(customer -> {
            realm.join(customer.id(), friends);
            realm.setAttribute(customer.id(), "tier", "gold");
        });
        realm.resource().groups().group(gold).remove();

        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_SEGMENT WHERE GROUP_ID = ?", gold))
                .isZero();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_SEGMENT_SWEEP WHERE GROUP_ID = ?", gold))
                .isZero();
        for (Customer customer : customers) {
            assertThat(realm.segments(customer.id())).containsExactly("friends");
            assertThat(realm.shown(ground.node(), customer.id())).containsExactly("/segments/friends");
            assertThat(realm.told(customer.id()))
                    .containsExactly(
                            "joined friends by admin over admin-api",
                            "joined gold by admin over admin-api",
                            "left gold by admin over admin-api");
        }
    }

    /** All of them at once are one event. */
    @Test
    void allRemovedAtOnce() {
        realm.api().make("gold", "attribute.tier = 'gold'");
        Customer customer = realm.customer(user -> {
            user.setGroups(List.of("/segments/friends"));
            user.setAttributes(Map.of("tier", List.of("gold")));
        });
        realm.resource().groups().group(root().getId()).remove();

        assertThat(realm.segments(customer.id())).isEmpty();
        assertThat(realm.told(customer.id()))
                .containsExactly(
                        "joined friends, gold by admin over admin-api", "left friends, gold by admin over admin-api");
        assertThat(names()).isEmpty();
        realm.setAttribute(customer.id(), "tier", "silver");
        realm.setAttribute(customer.id(), "tier", "gold");
        assertThat(realm.segments(customer.id())).isEmpty();
    }

    @Test
    void movedAwayAndBack() {
        String gold = realm.api().make("gold", "attribute.tier = 'gold'");
        Customer customer = realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));
        move(gold, "gold", null);
        Customer later = realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));

        assertThat(names()).containsExactly("friends");
        assertThat(realm.segments(later.id())).isEmpty();
        assertThat(realm.told(customer.id()))
                .containsExactly("joined gold by admin over admin-api", "left gold by admin over admin-api");

        move(gold, "gold", root().getId());
        realm.api().evaluate("/" + gold + "/evaluate");
        assertThat(realm.told(customer.id())).last().isEqualTo("joined gold by admin over admin-api");
        assertThat(realm.told(later.id())).containsExactly("joined gold by system over task");
    }

    /** The rule decides, but not within what staff do by hand. */
    @Test
    void byHandIntoARule() {
        String gold = realm.api().make("gold", "attribute.tier = 'gold'");
        Customer customer = realm.customer();
        realm.join(customer.id(), gold);
        assertThat(realm.segments(customer.id())).containsExactly("gold");

        realm.api().evaluate("/" + gold + "/evaluate");
        assertThat(realm.segments(customer.id())).isEmpty();
        assertThat(realm.shown(ground.node(), customer.id())).isEmpty();
        assertThat(realm.told(customer.id()))
                .containsExactly("joined gold by admin over admin-api", "left gold by system over task");
    }

    @Test
    void nothingIsLeftOfACustomerWhoIsRemoved() {
        String everybody = realm.api().make("{\"name\":\"everybody\",\"default\":true}");
        Customer customer = realm.customer();
        realm.api().send("PATCH", "/facts/" + customer.id(), "{\"orders\":3}");
        realm.leave(customer.id(), everybody);
        realm.resource().users().delete(customer.id()).close();

        for (String table : List.of("SHOP_SEGMENT_FACT", "SHOP_SEGMENT_LEAVER")) {
            assertThat(ground.count("SELECT COUNT(*) FROM " + table + " WHERE USER_ID = ?", customer.id()))
                    .isZero();
        }
        assertThat(realm.told(customer.id()))
                .containsExactly("joined everybody by admin over admin-api", "left everybody by admin over admin-api");
    }

    @Test
    void nothingIsLeftOfARealmThatIsRemoved() {
        String id;
        try (SegmentRealm gone = new SegmentRealm(ground)) {
            id = gone.id();
            String everybody = gone.api().make("{\"name\":\"everybody\",\"default\":true}");
            Customer customer = gone.customer();
            gone.api().send("PATCH", "/facts/" + customer.id(), "{\"orders\":3}");
            gone.leave(customer.id(), everybody);
        }
        for (String table : List.of("SHOP_SEGMENT", "SHOP_SEGMENT_FACT", "SHOP_SEGMENT_LEAVER", "SHOP_SEGMENT_SWEEP")) {
            assertThat(ground.count("SELECT COUNT(*) FROM " + table + " WHERE REALM_ID = ?", id))
                    .as(table)
                    .isZero();
        }
    }

    /** What an import brings is judged, too. */
    @Test
    void importedCustomers() {
        realm.api().make("gold", "attribute.tier = 'gold'");
        UserRepresentation user = AdminApi.person("import-" + System.nanoTime() + "@example.com");
        user.setId(UUID.randomUUID().toString());
        user.setAttributes(Map.of("tier", List.of("gold")));
        user.setGroups(List.of("/segments/friends"));
        PartialImportRepresentation partial = new PartialImportRepresentation();
        partial.setUsers(List.of(user));
        partial.setIfResourceExists("FAIL");
        realm.resource().partialImport(partial).close();

        assertThat(realm.told(user.getId())).containsExactly("joined friends, gold by admin over import");
    }
}
