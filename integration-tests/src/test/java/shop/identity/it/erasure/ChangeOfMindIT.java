package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.erasure.PrivacyInterface.Answer;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.Walk;
import shop.identity.it.status.StatusInterface;

/** Whoever was going to be erased, and is not: everything is as before. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-3")
class ChangeOfMindIT {

    private final Ground ground;
    private LeavingRealm realm;

    ChangeOfMindIT(Ground ground) {
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

    private void assertAsBefore(Leaver who, String id, String closedBy) throws Exception {
        assertThat(realm.attributes(who)).doesNotContainKeys("shopStatus", "shopDeletionDue");
        Answer line = realm.api().byStaff("GET", "/" + id, "");
        assertThat(line.text("state")).isEqualTo("cancelled");
        assertThat(line.json().at("/closed/by/actor").asText()).isEqualTo(closedBy);
        assertThat(line.json().at("/closed/outcome").isNull()).isTrue();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE WHERE ID = ? AND KEEP_HASH IS NOT NULL", id))
                .isZero();
        List<CustomerRecord> told = ground.topic().settled(who.id(), 7);
        assertThat(told.get(6).type()).isEqualTo("customer.erasure_cancelled");
        assertThat(told.get(6).data().get("erasureId").asText()).isEqualTo(id);
        assertThat(realm.shipped()
                        .walk()
                        .logIn(who.email(), Registration.PASSWORD)
                        .isLoggedIn())
                .isTrue();
    }

    /** Mail scanners open everything. */
    @Test
    void byTheLinksButtonAndNotByOpeningIt() throws Exception {
        Leaver who = realm.customer();
        String id = realm.leaves(who);
        String link = realm.shipped().mailTo(who.email()).link();
        Walk walk = realm.shipped().walk();
        for (int i = 0; i < 3; i++) {
            assertThat(walk.head(link)).isEqualTo(200);
            assertThat(walk.open(link).body()).contains("Keep your account?");
        }
        assertThat(realm.state(id)).isEqualTo("requested");

        Walk.Page kept = walk.submit(walk.open(link).form("shop-keep-form"), Map.of("action", "keep"));

        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.body()).contains("Your account stays");
        assertAsBefore(who, id, "self");
        assertThat(realm.shipped().mailTo(who.email(), 2).mail().subject()).contains("Your account stays");
        assertThat(walk.open(link).status()).isEqualTo(400);
        assertThat(walk.submit(link, Map.of("action", "keep")).status()).isEqualTo(400);
    }

    @Test
    void anotherRequestHasAnotherLink() throws Exception {
        Leaver who = realm.customer();
        String first = realm.leaves(who);
        String old = realm.shipped().mailTo(who.email()).link();
        assertThat(realm.api().byStaff("POST", "/" + first + "/cancel", "").status())
                .isEqualTo(200);
        String second = realm.leaves(who);

        assertThat(realm.shipped().walk().submit(old, Map.of("action", "keep")).status())
                .isEqualTo(400);
        assertThat(realm.state(second)).isEqualTo("requested");
    }

    @Test
    void byLoggingIn() throws Exception {
        Leaver who = realm.customer();
        String id = realm.leaves(who);
        Walk walk = realm.shipped().walk();

        Walk.Page asked = walk.logIn(who.email(), Registration.PASSWORD);
        assertThat(walk.submit(asked.form("shop-keep-form"), Map.of("action", "keep"))
                        .isLoggedIn())
                .isTrue();

        assertAsBefore(who, id, "self");
    }

    @Test
    void byStaff() throws Exception {
        Leaver who = realm.customer();
        String id = realm.leaves(who);

        assertThat(realm.api().byStaff("POST", "/" + id + "/cancel", "").status())
                .isEqualTo(200);

        assertAsBefore(who, id, "admin");
        assertThat(realm.api().byStaff("POST", "/" + id + "/cancel", "").status())
                .isEqualTo(409);
    }

    @Test
    void byTheStatusThatStaffWrite() throws Exception {
        Leaver who = realm.customer();
        String id = realm.leaves(who);

        assertThat(StatusInterface.ofAdministrator(
                                ground.node(), realm.shipped().name())
                        .put(who.id(), "{\"status\":\"ACTIVE\"}")
                        .status())
                .isEqualTo(200);

        assertAsBefore(who, id, "admin");
    }

    @Test
    void anAccountThatWasGivenUpBeforeIsSoAgain() {
        Leaver who = realm.customer(user -> user.setAttributes(Map.of("shopStatus", List.of("INACTIVE"))));
        String id = realm.leaves(who);

        assertThat(realm.api().byStaff("POST", "/" + id + "/cancel", "").status())
                .isEqualTo(200);

        assertThat(realm.attributes(who))
                .containsEntry("shopStatus", List.of("INACTIVE"))
                .doesNotContainKey("shopDeletionDue");
    }

    /** The worker may be a moment late; the day is not. */
    @Test
    void onTheDayItIsTooLate() throws Exception {
        Leaver who = realm.customer();
        String id = realm.leaves(who);
        String link = realm.shipped().mailTo(who.email()).link();
        ground.execute("UPDATE SHOP_ERASURE SET DUE_AT = now() - interval '1 second' WHERE ID = '" + id + "'");

        assertThat(realm.api().byStaff("POST", "/" + id + "/cancel", "").status())
                .isEqualTo(409);
        assertThat(realm.shipped().walk().submit(link, Map.of("action", "keep")).status())
                .isEqualTo(400);
        assertThat(realm.state(id)).isEqualTo("requested");
    }
}
