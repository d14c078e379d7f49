package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.ClientRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.metrics.Scrape;
import shop.identity.it.segments.SegmentRealm.Customer;

/** Default segments are joined in the transaction of the registration, which they never stop. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-1")
class DefaultSegmentIT {

    private static final String FAILURES = "shop_segment_default_failures_total";

    private final Ground ground;
    private SegmentRealm realm;
    private String everybody;

    DefaultSegmentIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void prepare() {
        realm = new SegmentRealm(ground);
        everybody = realm.api().make("{\"name\":\"everybody\",\"default\":true}");
        realm.api().evaluate("/" + everybody + "/evaluate");
    }

    @AfterEach
    void close() {
        realm.close();
    }

    private String register() throws Exception {
        String email = "default-" + UUID.randomUUID() + "@example.com";
        ground.registrationIn(realm.name()).open().submit(email, Map.of());
        return ground.customerId(email).orElseThrow();
    }

    @Test
    void joinedWithTheRegistration() throws Exception {
        String id = register();

        assertThat(realm.segments(id)).containsExactly("everybody");
        List<CustomerRecord> records = realm.records(id, 2);
        assertThat(records)
                .extracting(CustomerRecord::told)
                .containsExactly(
                        "customer.created by self over registration-form",
                        "customer.segment_joined by self over registration-form");
        assertThat(records.get(1).data().get("segments").toString())
                .isEqualTo("[{\"id\":\"" + everybody + "\",\"name\":\"everybody\"}]");
    }

    /** Both or none: a join that cannot be told is none, and neither is the customer. */
    @Test
    void theRegistrationAndTheJoinAreOneTransaction() throws Exception {
        String email = "default-" + UUID.randomUUID() + "@example.com";
        ground.execute("ALTER TABLE SHOP_OUTBOX ADD CONSTRAINT CK_NOTHING CHECK (REALM_ID <> '" + realm.id()
                + "' OR TYPE <> 'customer.segment_joined') NOT VALID");
        try {
            assertThat(ground.registrationIn(realm.name())
                            .open()
                            .submit(email, Map.of())
                            .status())
                    // Keycloak's answer to a constraint that is violated, whichever it is.
                    .isEqualTo(409);
        } finally {
            ground.execute("ALTER TABLE SHOP_OUTBOX DROP CONSTRAINT CK_NOTHING");
        }

        assertThat(ground.customerId(email)).isEmpty();
        assertThat(realm.members(everybody)).isZero();
    }

    @Test
    void aSegmentThatCannotBeJoinedKeepsNobodyFromRegistering() throws Exception {
        double before = Scrape.of(ground.node()).value(FAILURES);
        ground.execute("ALTER TABLE USER_GROUP_MEMBERSHIP ADD CONSTRAINT CK_NOBODY CHECK (GROUP_ID <> '" + everybody
                + "') NOT VALID");
        String id;
        try {
            id = register();
        } finally {
            ground.execute("ALTER TABLE USER_GROUP_MEMBERSHIP DROP CONSTRAINT CK_NOBODY");
        }
        assertThat(realm.segments(id)).isEmpty();
        assertThat(realm.records(id, 1)).extracting(CustomerRecord::type).containsExactly("customer.created");
        assertThat(Scrape.of(ground.node()).value(FAILURES)).isEqualTo(before + 1);

        realm.api().evaluate("/evaluate");
        assertThat(realm.segments(id)).containsExactly("everybody");
        assertThat(realm.told(id)).containsExactly("joined everybody by system over task");
    }

    /** Not even one who is registering while a table of segments cannot be had. */
    @Test
    void aLockedTableKeepsNobodyFromRegistering() throws Exception {
        String id;
        try (Connection other = ground.postgres().connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("ALTER TABLE SHOP_SEGMENT_LEAVER RENAME TO SHOP_SEGMENT_GONE");
            other.commit();
            try {
                id = register();
            } finally {
                other.createStatement().execute("ALTER TABLE SHOP_SEGMENT_GONE RENAME TO SHOP_SEGMENT_LEAVER");
                other.commit();
            }
        }
        assertThat(realm.segments(id)).isEmpty();
        realm.api().evaluate("/evaluate");
        assertThat(realm.segments(id)).containsExactly("everybody");
    }

    @Test
    void whoWasThereBeforeJoinsWithTheNextEvaluation() {
        List<String> crowd = realm.crowd(20);
        realm.api().evaluate("/evaluate");

        assertThat(crowd).allSatisfy(id -> assertThat(realm.segments(id)).containsExactly("everybody"));
    }

    @Test
    void whomStaffTookOutStaysOut() {
        Customer customer = realm.customer();
        realm.leave(customer.id(), everybody);
        realm.setAttribute(customer.id(), "any", "thing");
        realm.api().evaluate("/evaluate");
        assertThat(realm.segments(customer.id())).isEmpty();

        realm.join(customer.id(), everybody);
        realm.api().evaluate("/evaluate");
        assertThat(realm.segments(customer.id())).containsExactly("everybody");
        assertThat(realm.told(customer.id()))
                .containsExactly(
                        "joined everybody by admin over admin-api",
                        "left everybody by admin over admin-api",
                        "joined everybody by admin over admin-api");
    }

    @Test
    void aRuleDecidesWhereThereIsOne() {
        String vip = realm.api().make("{\"name\":\"vip\",\"default\":true,\"rule\":\"attribute.tier = 'gold'\"}");
        Customer plain = realm.customer();
        Customer gold = realm.customer(user -> user.setAttributes(Map.of("tier", List.of("gold"))));

        assertThat(realm.segments(plain.id())).containsExactly("everybody");
        assertThat(realm.segments(gold.id())).containsExactly("everybody", "vip");
        assertThat(realm.members(vip)).isEqualTo(1);
    }

    @Test
    void serviceAccountsAreNoCustomers() {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("warehouse");
        client.setServiceAccountsEnabled(true);
        realm.resource().clients().create(client).close();
        realm.api().evaluate("/evaluate");
        String account = ground.query(
                        "SELECT ID FROM USER_ENTITY WHERE REALM_ID = ? AND SERVICE_ACCOUNT_CLIENT_LINK IS NOT NULL",
                        realm.id())
                .get(0);

        assertThat(realm.segments(account)).isEmpty();
    }
}
