package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.segments.SegmentRealm.Customer;

/** Segments are groups: whoever staff put into one in the console is in the segment, and it is told. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-4")
@Tag("SG-1")
class ConsoleIT {

    private final Ground ground;
    private SegmentRealm realm;
    private Console console;
    private String friends;

    ConsoleIT(Ground ground) {
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

    @Test
    void createdAsAMember() {
        Customer customer = realm.customer(user -> user.setGroups(List.of("/segments/friends")));

        assertThat(realm.told(customer.id())).containsExactly("joined friends by admin over admin-api");
    }

    @Test
    void otherGroupsAreNobodysBusiness() {
        Customer customer = realm.customer();
        String other = console.group(null, "friends");
        String deeper = console.group(friends, "closer");
        realm.join(customer.id(), other);
        realm.join(customer.id(), deeper);
        realm.join(customer.id(), console.root().getId());

        assertThat(realm.told(customer.id())).isEmpty();
        assertThat(console.names()).containsExactly("friends");
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
