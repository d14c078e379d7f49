package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.ClientErrorException;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.erasure.PrivacyInterface.Answer;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;

/** What is left of a customer who is erased. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-4")
class CarriedOutIT {

    /** Where Keycloak keeps what it knows of users and of what they did. */
    private static final List<String> KEYCLOAKS = List.of(
            "USER_ENTITY",
            "USER_ATTRIBUTE",
            "CREDENTIAL",
            "FEDERATED_IDENTITY",
            "EVENT_ENTITY",
            "ADMIN_EVENT_ENTITY",
            "OFFLINE_USER_SESSION",
            "SHOP_ERASURE");

    /** Before an address: it is somebody else's. */
    private static final String NOBODY = "nobody";

    private final Ground ground;
    private LeavingRealm realm;

    CarriedOutIT(Ground ground) {
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

    /** Rows that have the text somewhere in them, other than behind {@value #NOBODY}. */
    private List<String> traces(String text) {
        List<String> found = new ArrayList<>();
        for (String table : KEYCLOAKS) {
            long rows = ground.count(
                    "SELECT COUNT(*) FROM " + table
                            + " t WHERE strpos(replace(lower(t::text), lower(?), ''), lower(?)) > 0",
                    NOBODY + text,
                    text);
            if (rows > 0) {
                found.add(table + ": " + rows);
            }
        }
        return found;
    }

    private long rowsOf(Leaver who, String table) {
        return ground.count("SELECT COUNT(*) FROM " + table + " WHERE USER_ID = ?", who.id());
    }

    private void setPhone(Leaver who) {
        UserRepresentation user = realm.resource().users().get(who.id()).toRepresentation();
        user.singleAttribute("phoneNumber", "+4930901820");
        realm.resource().users().get(who.id()).update(user);
    }

    @Test
    void theIdIsLeftAndNothingThatSaysWhoseItWas() throws Exception {
        Leaver who = realm.customer();
        GroupRepresentation group = new GroupRepresentation();
        group.setName("known-" + who.id());
        realm.resource().groups().add(group).close();
        String groupId =
                realm.resource().groups().groups(group.getName(), 0, 1).get(0).getId();
        realm.resource().users().get(who.id()).joinGroup(groupId);
        realm.recent(who);
        setPhone(who);
        realm.shipped().walk().logIn(who.email(), "wrong");
        realm.shipped().walk().logIn(NOBODY + who.email(), "wrong");
        assertThat(traces(who.email())).isNotEmpty();
        String id = realm.leaves(who);
        int before = ground.topic().of(who.id()).size();

        realm.erase(id);

        assertThat(traces(who.email())).isEmpty();
        assertThat(traces(who.lastName())).isEmpty();
        assertThat(traces(NOBODY + who.email())).as("somebody else's").isNotEmpty();
        UserRepresentation left = realm.resource().users().get(who.id()).toRepresentation();
        assertThat(left.getUsername()).startsWith("erased-");
        assertThat(left.getEmail()).isNull();
        assertThat(left.getFirstName()).isNull();
        assertThat(left.getLastName()).isNull();
        assertThat(left.isEnabled()).isFalse();
        assertThat(left.isEmailVerified()).isFalse();
        assertThat(left.getAttributes()).containsOnlyKeys("shopStatus").containsEntry("shopStatus", List.of("ERASED"));
        for (String table : List.of(
                "CREDENTIAL",
                "USER_GROUP_MEMBERSHIP",
                "USER_ROLE_MAPPING",
                "USER_CONSENT",
                "FEDERATED_IDENTITY",
                "USER_REQUIRED_ACTION",
                "EVENT_ENTITY",
                "OFFLINE_USER_SESSION")) {
            assertThat(rowsOf(who, table)).as(table).isZero();
        }
        List<CustomerRecord> told = ground.topic().settled(who.id(), before + 4);
        CustomerRecord last = told.get(told.size() - 1);
        assertThat(last.told()).isEqualTo("customer.erased by system over task");
        assertThat(last.data().get("reason").asText()).isEqualTo("administration");
        assertThat(last.data().get("erasureId").asText()).isEqualTo(id);
    }

    @Test
    void nobodySignsInOrIsRevived() throws Exception {
        Leaver who = realm.customer();
        realm.erase(realm.leaves(who));

        assertThat(realm.shipped()
                        .walk()
                        .logIn(who.email(), Registration.PASSWORD)
                        .isLoggedIn())
                .isFalse();
        UserRepresentation user = realm.resource().users().get(who.id()).toRepresentation();
        user.setEnabled(true);
        assertThatThrownBy(() -> realm.resource().users().get(who.id()).update(user))
                .isInstanceOf(ClientErrorException.class);
        assertThat(realm.resource().users().get(who.id()).toRepresentation().isEnabled())
                .isFalse();
        Answer again = realm.api().byStaff("POST", "", "{\"customerId\":\"" + who.id() + "\"}");
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void theAddressIsFreeForSomebodyElse() {
        Leaver who = realm.customer();
        realm.erase(realm.leaves(who));

        Leaver other = realm.customer(user -> {
            user.setEmail(who.email());
            user.setUsername(who.email());
        });

        assertThat(other.id()).isNotEqualTo(who.id());
    }

    /** What cannot be undone is done to nobody whose own record does not say it. */
    @Test
    void whoIsNotMarkedIsNotErased() {
        Leaver who = realm.customer();
        String id = realm.leaves(who);
        ground.execute("DELETE FROM USER_ATTRIBUTE WHERE USER_ID = '" + who.id() + "' AND NAME = 'shopDeletionDue'");
        realm.makeDue(id);

        Awaitility.await("a failure")
                .until(() -> ground.count("SELECT FAILURES FROM SHOP_ERASURE WHERE ID = ?", id) > 0);

        assertThat(realm.state(id)).isEqualTo("requested");
        assertThat(realm.resource().users().get(who.id()).toRepresentation().getEmail())
                .isEqualTo(who.email());
    }

    /** One that fails keeps nobody else from it, and leaves nothing half done. */
    @Test
    void whatFailsIsUndoneAndTriedAgain() {
        Leaver unlucky = realm.customer();
        Leaver other = realm.customer();
        String id = realm.leaves(unlucky);
        String otherId = realm.leaves(other);
        ground.executeAsSuperuser("ALTER TABLE USER_ENTITY ADD CONSTRAINT KEEP_NAME CHECK (ID <> '" + unlucky.id()
                + "' OR USERNAME NOT LIKE 'erased-%') NOT VALID");
        try {
            realm.makeDue(id);
            realm.erase(otherId);
            Awaitility.await("a failure")
                    .until(() -> ground.count("SELECT FAILURES FROM SHOP_ERASURE WHERE ID = ?", id) > 0);
            assertThat(realm.state(id)).isEqualTo("requested");
            assertThat(realm.resource()
                            .users()
                            .get(unlucky.id())
                            .toRepresentation()
                            .getLastName())
                    .isEqualTo(unlucky.lastName());
            assertThat(rowsOf(unlucky, "CREDENTIAL")).isEqualTo(1);
        } finally {
            ground.executeAsSuperuser("ALTER TABLE USER_ENTITY DROP CONSTRAINT KEEP_NAME");
        }
        realm.erase(id);
    }

    @Test
    @Tag("GD-9")
    void whoIsDeletedBeforeIsDoneWithAndForgotten() {
        Leaver who = realm.customer();
        String id = realm.leaves(who);

        realm.resource().users().delete(who.id()).close();

        Answer line = realm.api().byStaff("GET", "/" + id, "");
        assertThat(line.text("state")).isEqualTo("completed");
        assertThat(line.json().get("customerId").isNull()).isTrue();
        assertThat(line.json().at("/closed/outcome").asText()).isEqualTo("removed");
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE WHERE CUSTOMER_ID = ?", who.id()))
                .isZero();
    }

    @Test
    @Tag("GD-9")
    void aRealmTakesItsRegisterAlong() {
        String realmId;
        try (LeavingRealm going = new LeavingRealm(ground)) {
            realmId = going.id();
            going.leaves(going.customer());
            assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE WHERE REALM_ID = ?", realmId))
                    .isEqualTo(1);
        }

        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE WHERE REALM_ID = ?", realmId))
                .isZero();
    }

    @Test
    @Tag("GD-9")
    void extendedOnceAndWithinTheMonth() throws Exception {
        Leaver who = realm.customer();
        String id = realm.leaves(who);
        String reason = "{\"reason\":\"A partner is slow.\"}";

        Answer extended = realm.api().byStaff("POST", "/" + id + "/extend", reason);

        assertThat(extended.status()).isEqualTo(200);
        assertThat(extended.json().at("/extended/reason").asText()).isEqualTo("A partner is slow.");
        assertThat(realm.shipped().mailTo(who.email(), 2).mail().text()).contains("A partner is slow.");
        assertThat(realm.api().byStaff("POST", "/" + id + "/extend", reason).status())
                .isEqualTo(409);
        String late = realm.leaves(realm.customer());
        realm.age(late, "32 days");
        assertThat(realm.api()
                        .byStaff("GET", "/" + late, "")
                        .json()
                        .get("overdue")
                        .asBoolean())
                .isTrue();
        assertThat(realm.api().byStaff("POST", "/" + late + "/extend", reason).status())
                .isEqualTo(409);
        realm.erase(id);
        assertThat(realm.api()
                        .byStaff("GET", "/" + id, "")
                        .json()
                        .at("/extended/reason")
                        .isNull())
                .isTrue();
    }
}
