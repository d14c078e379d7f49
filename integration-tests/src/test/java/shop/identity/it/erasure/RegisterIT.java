package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.metrics.Scrape;

/** What the register of requests says, and to whom. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-9")
class RegisterIT {

    private final Ground ground;
    private LeavingRealm realm;

    RegisterIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private List<String> listed(String query) {
        return StreamSupport.stream(realm.api().byStaff("GET", query, "").json().spliterator(), false)
                .map(line -> line.get("id").asText())
                .toList();
    }

    @Test
    void theNewestFirstPageByPageAndByStateAndCustomer() {
        Leaver first = realm.customer();
        Leaver second = realm.customer();
        String cancelled = realm.leaves(first);
        realm.api().byStaff("POST", "/" + cancelled + "/cancel", "");
        String open = realm.leaves(first);
        String done = realm.leaves(second);
        realm.erase(done);

        assertThat(listed("?max=2")).containsExactly(done, open);
        assertThat(listed("?first=1&max=2")).containsExactly(open, cancelled);
        assertThat(listed("?customerId=" + first.id())).containsExactly(open, cancelled);
        assertThat(listed("?customerId=" + first.id() + "&state=cancelled")).containsExactly(cancelled);
        assertThat(listed("?state=completed&max=1")).containsExactly(done);
        assertThat(listed("?customerId=nobody")).isEmpty();
    }

    @Test
    void whoDidWhatAndNothingOfTheCustomerButTheId() {
        Leaver who = realm.customer();
        String id = realm.leaves(who);
        realm.api().byStaff("POST", "/" + id + "/extend", "{\"reason\":\"Erika asked twice.\"}");
        realm.erase(id);

        JsonNode line = realm.api().byStaff("GET", "/" + id, "").json();

        assertThat(line.get("customerId").asText()).isEqualTo(who.id());
        assertThat(line.at("/requestedBy/actor").asText()).isEqualTo("admin");
        assertThat(line.at("/requestedBy/staffId").isTextual()).isTrue();
        assertThat(line.at("/extended/staffId").isTextual()).isTrue();
        assertThat(line.at("/closed/by/actor").asText()).isEqualTo("system");
        assertThat(line.at("/closed/outcome").asText()).isEqualTo("anonymise");
        assertThat(ground.query("SELECT t::text FROM SHOP_ERASURE t WHERE ID = ?", id)
                        .get(0))
                .doesNotContain(who.email(), who.lastName(), "Erika");
    }

    /** As a month goes by: due, extended, overdue. */
    @Test
    void theGaugesTellWhatIsOverdue() {
        // A look later than whatever other tests left.
        Pause.of(Duration.ofSeconds(16));
        double before = gauge("shop_erasure_overdue");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(realm.leaves(realm.customer()));
        }
        realm.age(ids.get(0), "20 days");
        realm.api().byStaff("POST", "/" + ids.get(1) + "/extend", "{\"reason\":\"Much to do.\"}");
        realm.age(ids.get(1), "40 days");
        realm.age(ids.get(2), "40 days");
        realm.age(ids.get(3), "40 days");
        awaitGauge(before + 2);

        realm.api().byStaff("POST", "/" + ids.get(3) + "/cancel", "");
        awaitGauge(before + 1);
        realm.erase(ids.get(2));
        awaitGauge(before);

        realm.age(ids.get(1), "60 days");
        awaitGauge(before + 1);
        realm.api().byStaff("POST", "/" + ids.get(1) + "/cancel", "");
        awaitGauge(before);
    }

    private void awaitGauge(double value) {
        Awaitility.await("overdue: " + value)
                .atMost(Duration.ofSeconds(40))
                .until(() -> gauge("shop_erasure_overdue") == value);
    }

    private double gauge(String name) {
        return Scrape.of(ground.node()).value(name);
    }
}
