package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.Walk;
import shop.identity.it.status.StatusInterface;
import shop.identity.stack.Order;

/** From the request to the end of it. */
@OnPath
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-2")
class ErasurePathsIT {

    /** What a request tells, after what was told of a new customer. */
    private static final int REQUESTED = 4;

    private final Ground ground;
    private LeavingRealm realm;

    ErasurePathsIT(Ground ground) {
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

    /** With the records of the request already seen. */
    private String leaves(Leaver who) {
        String id = realm.leaves(who);
        ground.topic().eventually(who.id(), REQUESTED);
        return id;
    }

    private static String erasureId(CustomerRecord told) {
        return told.data().get("erasureId").asText();
    }

    @Test
    @DisplayName("erasure: customer REST, requested")
    void requested(PathRow path) throws Exception {
        Leaver who = realm.customer();

        String id = realm.api().own("POST", realm.recent(who)).text("id");

        List<CustomerRecord> told = path.tellsSince(1, who.id());
        assertThat(told.get(1).data().get("to").asText()).isEqualTo("INACTIVE");
        assertThat(erasureId(told.get(2))).isEqualTo(id);
    }

    @Test
    @DisplayName("erasure: staff REST, requested")
    void requestedByStaff(PathRow path) {
        Leaver who = realm.customer();

        String id = realm.leaves(who);

        assertThat(erasureId(path.tellsSince(1, who.id()).get(2))).isEqualTo(id);
    }

    @Test
    @DisplayName("erasure: account kept at the login")
    @Tag("GD-3")
    void keptAtTheLogin(PathRow path) throws Exception {
        Leaver who = realm.customer();
        String id = leaves(who);
        Walk walk = realm.shipped().walk();

        Walk.Page asked = walk.logIn(who.email(), Registration.PASSWORD);
        walk.submit(asked.form("shop-keep-form"), Map.of("action", "keep"));

        assertThat(erasureId(path.tellsSince(REQUESTED, who.id()).get(2))).isEqualTo(id);
    }

    @Test
    @DisplayName("erasure: account kept by the link")
    @Tag("GD-3")
    void keptByTheLink(PathRow path) throws Exception {
        Leaver who = realm.customer();
        String id = leaves(who);

        realm.shipped().walk().submit(realm.shipped().mailTo(who.email()).link(), Map.of("action", "keep"));

        assertThat(erasureId(path.tellsSince(REQUESTED, who.id()).get(2))).isEqualTo(id);
    }

    @Test
    @DisplayName("erasure: staff REST, cancelled")
    @Tag("GD-3")
    void cancelledByStaff(PathRow path) {
        Leaver who = realm.customer();
        String id = leaves(who);

        realm.api().byStaff("POST", "/" + id + "/cancel", "");

        assertThat(erasureId(path.tellsSince(REQUESTED, who.id()).get(2))).isEqualTo(id);
    }

    @Test
    @DisplayName("erasure: status written by staff")
    @Tag("GD-3")
    void statusWritten(PathRow path) {
        Leaver who = realm.customer();
        String id = leaves(who);

        StatusInterface.ofAdministrator(ground.node(), realm.shipped().name()).put(who.id(), "{\"status\":\"ACTIVE\"}");

        assertThat(erasureId(path.tellsSince(REQUESTED, who.id()).get(2))).isEqualTo(id);
    }

    @Test
    @DisplayName("erasure: refused for an open order")
    @Tag("GD-1")
    void refused(PathRow path) throws Exception {
        Leaver who = realm.customer();
        ground.stack().orders().setOrders(who.id(), List.of(new Order("o-1", Order.Status.OPEN)));

        assertThat(realm.api().own("POST", realm.recent(who)).status()).isEqualTo(409);

        path.tellsSince(1, who.id());
    }

    @Test
    @DisplayName("erasure: carried out")
    @Tag("GD-4")
    void carriedOut(PathRow path) {
        Leaver who = realm.customer();
        String id = leaves(who);

        realm.erase(id);

        List<CustomerRecord> told = path.tellsSince(REQUESTED, who.id());
        assertThat(told.get(1).data().get("to").asText()).isEqualTo("ERASED");
        assertThat(told.get(3).data().get("reason").asText()).isEqualTo("administration");
        assertThat(erasureId(told.get(3))).isEqualTo(id);
    }
}
