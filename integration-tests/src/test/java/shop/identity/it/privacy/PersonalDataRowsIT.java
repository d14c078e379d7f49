package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.SessionOnGround;
import shop.identity.traces.SessionRecords;

/**
 * What the providers of event-listener and authenticators hand out and take away, on a server's tables, in a transaction that is
 * rolled back.
 */
@OnGround
@Tag("GD-6")
@Tag("GD-10")
class PersonalDataRowsIT {

    /** Those of this test; others have tests of their own. */
    private static final Set<String> PROVIDERS = Set.of(
            "events",
            "repeatable-answers",
            "keycloak-traces",
            "logins",
            "attempts",
            "failed-logins",
            "logouts",
            "queued-mails",
            "queued-messages",
            "reset-requests",
            "verified-phone",
            "links-and-codes",
            "welcome");

    /** Made anonymous by whoever erases, once the providers are done. */
    private static final Set<String> RECORD = Set.of("USER_ENTITY", "USER_ATTRIBUTE", "FEDERATED_IDENTITY");

    private final Ground ground;
    private final String realm = "probe-" + UUID.randomUUID();
    private final Person customer = Person.of(realm);
    private final Person other = Person.of(realm);
    private Connection connection;
    private SessionOnGround session;

    PersonalDataRowsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void write() throws SQLException {
        connection = ground.postgres().connect();
        connection.setAutoCommit(false);
        session = new SessionOnGround(connection);
        customer.write(connection);
        other.write(connection);
    }

    @AfterEach
    void takeBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private List<PersonalData> providers(Set<String> ids) {
        List<PersonalData> providers = ServiceLoader.load(PersonalDataFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> ids.contains(factory.getId()))
                .map(factory -> factory.create(session.session()))
                .toList();
        assertThat(providers).hasSameSizeAs(ids);
        return providers;
    }

    private void erase() {
        providers(PROVIDERS).forEach(data -> data.erase(SessionOnGround.realm(realm), customer.id()));
        session.prepare();
    }

    private JsonNode exported(String section) throws Exception {
        StringWriter written = new StringWriter();
        try (JsonGenerator to = new JsonMapper().createGenerator(written)) {
            providers(Set.of(section)).get(0).export(SessionOnGround.realm(realm), customer.id(), to);
        }
        return new JsonMapper().readTree(written.toString());
    }

    private Set<String> places(Person person) throws SQLException {
        return new TableSearch(connection)
                .places(person.words().stream()
                        .flatMap(word -> Sought.formsOf(word).stream())
                        .toList());
    }

    private List<String> query(String sql, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            List<String> values = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    values.add(row.getString(1));
                }
            }
            return values;
        }
    }

    @Test
    void nothingIsLeftButTheRecord() throws SQLException {
        assertThat(places(customer))
                .extracting(place -> place.substring(0, place.indexOf('.')))
                .contains(
                        "EVENT_ENTITY",
                        "ADMIN_EVENT_ENTITY",
                        "BROKER_LINK",
                        "FED_USER_ATTRIBUTE",
                        "OUTBOX_ENTRY",
                        "SHOP_OUTBOX",
                        "SHOP_TOKEN",
                        "SHOP_ATTEMPT",
                        "SHOP_VERIFIED_PHONE",
                        "SHOP_REPEATABLE_ANSWER");

        erase();

        assertThat(places(customer))
                .isNotEmpty()
                .allMatch(place -> RECORD.contains(place.substring(0, place.indexOf('.'))));
    }

    @Test
    void nobodyElseIsTouched() throws SQLException {
        Set<String> places = places(other);
        TreeMap<String, List<String>> rows = rowsOf(other);

        erase();

        assertThat(places(other)).isEqualTo(places);
        assertThat(rowsOf(other)).isEqualTo(rows);
    }

    /** By the id, which the words are not. */
    private TreeMap<String, List<String>> rowsOf(Person person) throws SQLException {
        TreeMap<String, List<String>> rows = new TreeMap<>();
        for (String table : query("""
                SELECT table_name FROM information_schema.columns
                 WHERE table_schema = current_schema() AND column_name = 'user_id'
                   AND table_name IN (SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE')
                """)) {
            rows.put(table, query("SELECT t::text FROM " + table + " t WHERE USER_ID = ? ORDER BY 1", person.id()));
        }
        return rows;
    }

    @Test
    void noRowOfTheirsIsLeftButWhatApplicationsHaveStillToBeTold() throws SQLException {
        erase();

        TreeMap<String, List<String>> rows = rowsOf(customer);
        rows.values().removeIf(List::isEmpty);
        assertThat(rows).containsOnlyKeys("federated_identity", "shop_logout", "user_attribute");
        assertThat(rows.get("shop_logout")).hasSize(1);
        assertThat(query("SELECT QUEUE FROM SHOP_QUEUE WHERE REALM_ID = ? AND NEXT_ATTEMPT_AT = 'infinity'", realm))
                .as("the other's is the only one that is given up")
                .hasSize(1);
    }

    /** What the map says is removed is, and what it says is kept alone has the id. */
    @Test
    void theIdStaysWhereTheMapSaysSo() throws SQLException {
        erase();

        Set<String> mayKeep = DataMap.read().placesThatKeepIds();
        assertThat(new TableSearch(connection).places(Sought.formsOf(customer.id())))
                .extracting(place -> place.substring(0, place.indexOf(':')))
                .contains("SHOP_LOGOUT.USER_ID", "ADMIN_EVENT_ENTITY.RESOURCE_PATH")
                .allMatch(place -> mayKeep.contains(place) || RECORD.contains(place.substring(0, place.indexOf('.'))));
    }

    @Test
    void itCanBeDoneAgain() throws SQLException {
        erase();
        Set<String> once = places(customer);

        erase();

        assertThat(places(customer)).isEqualTo(once);
    }

    /** What was told stays told: the same rows, and all of the payload but for what is personal, as it was written. */
    @Test
    void eventsKeepAllButTheirPersonalData() throws SQLException {
        erase();

        assertThat(query("SELECT PAYLOAD FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", customer.id()))
                .containsExactlyInAnyOrder(
                        "{\"customerId\":\"" + customer.id() + "\",\"status\":\"ACTIVE\",\"later\":true}",
                        "{\"customerId\":\"" + customer.id() + "\",\"fields\":[\"email\"]}");
    }

    /** Somebody changes the customer while the customer is erased, and commits first: that event is found as well. */
    @Test
    void whoTellsAtThisMomentIsWaitedFor() throws Exception {
        ground.execute("INSERT INTO SHOP_CUSTOMER (CUSTOMER_ID, REALM_ID, VERSION) VALUES ('%s', '%s', 1)"
                .formatted(customer.id(), realm));
        try (Connection teller = ground.postgres().connect()) {
            teller.setAutoCommit(false);
            teller.createStatement()
                    .execute("SELECT 1 FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = '" + customer.id() + "' FOR UPDATE");
            customer.tell(teller);

            String pid = query("SELECT pg_backend_pid()::text").get(0);
            CompletableFuture<Void> erasure = CompletableFuture.runAsync(this::erase);
            Awaitility.await("the erasure waits")
                    .until(() -> ground.count("SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND pid = " + pid) > 0);
            teller.commit();
            erasure.get(20, TimeUnit.SECONDS);

            assertThat(query("SELECT PAYLOAD FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", customer.id()))
                    .hasSize(3)
                    .noneMatch(payload -> payload.contains("personalData"));
        } finally {
            connection.rollback();
            ground.execute("DELETE FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = '" + customer.id() + "'");
            ground.execute("DELETE FROM SHOP_OUTBOX WHERE AGGREGATEID = '" + customer.id() + "'");
        }
    }

    @Test
    void staffKeepTheirRecordWithoutWhatTheCustomerWasLike() throws SQLException {
        erase();

        assertThat(query("""
                        SELECT RESOURCE_PATH || ' ' || (REPRESENTATION IS NULL) || ' ' || (DETAILS_JSON IS NULL) FROM ADMIN_EVENT_ENTITY
                         WHERE REALM_ID = ? AND strpos(RESOURCE_PATH, ?) > 0
                        """, realm, customer.id()))
                .containsExactlyInAnyOrder(
                        "users/" + customer.id() + " true true",
                        "users/" + customer.id() + "/reset-password true true");
        assertThat(query("SELECT IP_ADDRESS FROM ADMIN_EVENT_ENTITY WHERE REALM_ID = ?", realm))
                .hasSize(6)
                .containsOnly("192.0.2.8");
    }

    /** Somebody whose name is a word that stands anywhere has no part in what others did. */
    @Test
    void aNameIsNoWordOfOthers() throws SQLException {
        execute("UPDATE USER_ENTITY SET USERNAME = 'true' WHERE ID = '" + customer.id() + "'");
        execute("""
                INSERT INTO EVENT_ENTITY (ID, REALM_ID, TYPE, EVENT_TIME, DETAILS_JSON_LONG_VALUE)
                VALUES ('probe-other', '%s', 'LOGIN_ERROR', 1, '{"remember_me":"true","username":"true-love"}')
                """.formatted(realm));

        erase();

        assertThat(query("SELECT ID FROM EVENT_ENTITY WHERE ID = 'probe-other'"))
                .hasSize(1);
    }

    private void execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    /** In another realm there may be somebody with the same address. */
    @Test
    void anotherRealmIsNotTouched() throws SQLException {
        Person namesake = new Person(
                "other-" + realm,
                UUID.randomUUID().toString(),
                customer.email(),
                customer.username(),
                customer.phone(),
                customer.broker(),
                customer.brokerName());
        namesake.write(connection);
        List<String> before = eventsIn(namesake.realm());

        erase();

        assertThat(eventsIn(namesake.realm())).hasSize(9).isEqualTo(before);
    }

    private List<String> eventsIn(String anyRealm) throws SQLException {
        List<String> events =
                new ArrayList<>(query("SELECT e::text FROM EVENT_ENTITY e WHERE REALM_ID = ? ORDER BY 1", anyRealm));
        events.addAll(query("SELECT e::text FROM ADMIN_EVENT_ENTITY e WHERE REALM_ID = ? ORDER BY 1", anyRealm));
        return events;
    }

    @Test
    void everySectionIsHandedOut() throws Exception {
        assertThat(exported("events"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.at("/data/personalData/email").asText())
                                .isEqualTo(customer.email()));
        assertThat(exported("keycloak-traces")).isEmpty();
        assertThat(exported("logouts")).isEmpty();
        assertThat(exported("logins").at("/lastLogin/network").asText()).isEqualTo("192.0.2.9");
        assertThat(exported("logins").get("logins")).hasSize(1);
        assertThat(exported("attempts")).hasSize(3);
        assertThat(exported("failed-logins").at("/0/address").asText()).isEqualTo("192.0.2.10");
        assertThat(exported("queued-mails").at("/0/kind").asText()).isEqualTo("welcome");
        assertThat(exported("queued-messages")).hasSize(1);
        assertThat(exported("verified-phone").get("verifiedAt").isTextual()).isTrue();
        assertThat(exported("links-and-codes").at("/0/kind").asText()).isEqualTo("VERIFY_EMAIL");
        assertThat(exported("welcome").get("client").asText()).isEqualTo("shop");
        assertThat(exported("repeatable-answers")).hasSize(1);
        assertThat(exported("reset-requests")).isEmpty();
    }

    @Test
    void ofWhomNothingIsKeptNothingIsHandedOut() throws Exception {
        erase();

        for (String section : List.of("events", "attempts", "failed-logins", "queued-mails", "links-and-codes")) {
            assertThat(exported(section)).as(section).isEmpty();
        }
        assertThat(exported("logins").toString()).isEqualTo("{\"lastLogin\":null,\"logins\":[]}");
        assertThat(exported("welcome").toString()).isEqualTo("{}");
        assertThat(exported("verified-phone").toString()).isEqualTo("{\"verifiedAt\":null}");
    }

    /** Not by a provider: whoever erases ends the sessions first. */
    @Test
    void sessionsGoWithTheirApplications() throws SQLException {
        for (Person person : List.of(customer, other)) {
            execute("""
                    INSERT INTO OFFLINE_USER_SESSION (USER_SESSION_ID, USER_ID, REALM_ID, CREATED_ON, OFFLINE_FLAG, DATA, LAST_SESSION_REFRESH, VERSION)
                    VALUES ('%1$s', '%1$s', '%2$s', 1, '0', '{}', 1, 1)
                    """.formatted(person.id(), realm));
            execute("""
                    INSERT INTO OFFLINE_CLIENT_SESSION (USER_SESSION_ID, CLIENT_ID, OFFLINE_FLAG, TIMESTAMP, DATA, CLIENT_STORAGE_PROVIDER, EXTERNAL_CLIENT_ID, VERSION, REALM_ID)
                    VALUES ('%1$s', 'app', '0', 1, '{}', 'local', 'local', 1, '%2$s')
                    """.formatted(person.id(), realm));
        }

        new SessionRecords().remove(connection, realm, customer.id());

        assertThat(query("SELECT USER_ID FROM OFFLINE_USER_SESSION WHERE REALM_ID = ?", realm))
                .containsExactly(other.id());
        assertThat(query("SELECT USER_SESSION_ID FROM OFFLINE_CLIENT_SESSION WHERE REALM_ID = ?", realm))
                .containsExactly(other.id());
    }
}
