package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.GroupRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.segments.SegmentRealm.Customer;

/** What staff do in the console to the group that a segment is. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-4")
@Tag("SG-1")
class ConsoleGroupsIT {

    private final Ground ground;
    private SegmentRealm realm;
    private Console console;
    private String friends;

    ConsoleGroupsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void prepare() {
        realm = new SegmentRealm(ground);
        console = new Console(realm);
        friends = realm.api().make("{\"name\":\"friends\"}");
    }

    @AfterEach
    void close() {
        realm.close();
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
    void aGroupOfTheConsoleIsASegmentWithoutARule() {
        String made = console.group(console.root().getId(), "by-hand");
        JsonNode shown = realm.api().get("/" + made).json();

        assertThat(console.names()).containsExactly("by-hand", "friends");
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
        assertThat(console.names()).containsExactly("best friends");
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
        realm.resource().groups().group(console.root().getId()).remove();

        assertThat(realm.segments(customer.id())).isEmpty();
        assertThat(realm.told(customer.id()))
                .containsExactly(
                        "joined friends, gold by admin over admin-api", "left friends, gold by admin over admin-api");
        assertThat(console.names()).isEmpty();
        realm.setAttribute(customer.id(), "tier", "silver");
        realm.setAttribute(customer.id(), "tier", "gold");
        assertThat(realm.segments(customer.id())).isEmpty();
    }

    @Test
    void movedAwayAndBack() {
        String gold = realm.api().make("gold", "attribute.tier = 'gold'");
        Customer customer = realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));
        console.move(gold, "gold", null);
        Customer later = realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));

        assertThat(console.names()).containsExactly("friends");
        assertThat(realm.segments(later.id())).isEmpty();
        assertThat(realm.told(customer.id()))
                .containsExactly("joined gold by admin over admin-api", "left gold by admin over admin-api");

        console.move(gold, "gold", console.root().getId());
        realm.api().evaluate("/" + gold + "/evaluate");
        assertThat(realm.told(customer.id())).last().isEqualTo("joined gold by admin over admin-api");
        assertThat(realm.told(later.id())).containsExactly("joined gold by system over task");
    }
}
