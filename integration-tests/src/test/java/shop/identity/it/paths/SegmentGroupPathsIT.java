package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.GroupRepresentation;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.segments.SegmentRealm.Customer;

/** What customers join and leave although they do not change: by hand, with the groups, by sweeps. */
@OnPath
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-4")
class SegmentGroupPathsIT {

    private final Ground ground;
    private SegmentedRealm shop;

    SegmentGroupPathsIT(Ground ground) {
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
    @DisplayName("segments: admin console, joined and left by hand")
    void byHand(PathRow path) {
        Customer customer = shop.plain();

        try (BrowserContext context = ground.browser().fresh()) {
            CustomerPages.joinAndLeave(
                    context.newPage(),
                    ground.node().baseUrl(),
                    shop.realm().name(),
                    customer.id(),
                    "segments",
                    "friends");
        }

        assertThat(path.tellsSince(2, customer.id()))
                .extracting(SegmentedRealm::names)
                .containsOnly(List.of("friends"));
    }

    /** Of the same name, but not below all segments; one below a segment; and that of all segments itself. */
    @Test
    @DisplayName("segments: admin REST, another group joined")
    void anotherGroup(PathRow path) {
        Customer customer = shop.plain();

        shop.realm().join(customer.id(), put(null, group("friends")));
        shop.realm().join(customer.id(), put(shop.friends(), group("closer")));
        shop.realm().join(customer.id(), root(shop).getId());

        path.tellsSince(2, customer.id());
    }

    @Test
    @DisplayName("segments: evaluation by a sweep")
    @Tag("SG-3")
    void sweep(PathRow path) {
        Customer customer = shop.plain();
        shop.realm().setBehind(List.of(customer.id()), "tier", "gold");

        shop.api().evaluate("/evaluate");

        assertThat(SegmentedRealm.names(path.tellsSince(2, customer.id()).get(0)))
                .containsExactly("gold");
    }

    @Test
    @DisplayName("segments: another sweep")
    @Tag("SG-3")
    void anotherSweep(PathRow path) {
        Customer customer = shop.plain();
        shop.realm().setBehind(List.of(customer.id()), "tier", "gold");
        shop.api().evaluate("/evaluate");
        shop.known(customer, 3);

        shop.api().evaluate("/evaluate");
        shop.api().evaluate("/" + shop.gold() + "/evaluate");

        path.tellsSince(3, customer.id());
    }

    @Test
    @DisplayName("segments: segment removed")
    void segmentRemoved(PathRow path) {
        String brief = shop.api().make("{\"name\":\"brief\"}");
        Customer customer = shop.plain();
        shop.realm().join(customer.id(), brief);
        shop.known(customer, 3);

        assertThat(shop.api().send("DELETE", "/" + brief, "").status()).isEqualTo(204);

        assertThat(SegmentedRealm.names(path.tellsSince(3, customer.id()).get(0)))
                .containsExactly("brief");
    }

    @Test
    @DisplayName("segments: group of all segments removed")
    void allRemoved(PathRow path) {
        try (SegmentedRealm other = new SegmentedRealm(ground)) {
            Customer customer = other.golden();

            other.realm().resource().groups().group(root(other).getId()).remove();

            assertThat(SegmentedRealm.names(path.tellsSince(2, customer.id()).get(0)))
                    .containsExactly("everybody", "gold");
        }
    }

    @Test
    @DisplayName("segments: group moved away, and back")
    void movedAndBack(PathRow path) {
        GroupRepresentation group = group("restless");
        group.setId(shop.api().make("{\"name\":\"restless\"}"));
        Customer customer = shop.plain();
        shop.realm().join(customer.id(), group.getId());
        shop.known(customer, 3);

        put(null, group);
        put(root(shop).getId(), group);

        List<CustomerRecord> told = path.tellsSince(3, customer.id());
        assertThat(told).extracting(SegmentedRealm::names).containsOnly(List.of("restless"));
    }

    private static GroupRepresentation root(SegmentedRealm of) {
        return of.realm().resource().groups().groups("segments", 0, 10).stream()
                .filter(group -> group.getPath().equals("/segments"))
                .findAny()
                .orElseThrow();
    }

    private static GroupRepresentation group(String name) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        return group;
    }

    /**
     * As the console makes a group, or moves one that is there.
     *
     * @param parent null: below none
     * @return its id
     */
    private String put(String parent, GroupRepresentation group) {
        try (Response answer = parent == null
                ? shop.realm().resource().groups().add(group)
                : shop.realm().resource().groups().group(parent).subGroup(group)) {
            assertThat(answer.getStatus()).isIn(201, 204);
            if (answer.getStatus() == 204) {
                return group.getId();
            }
            String location = answer.getLocation().getPath();
            return location.substring(location.lastIndexOf('/') + 1);
        }
    }
}
