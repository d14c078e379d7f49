package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import shop.identity.it.erasure.LeavingRealm;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.privacy.PrivacyRealm.Answer;

/**
 * Rows of every table that providers of event-listener and authenticators clean: what an export hands out of them, and what is left
 * of them when their customer is erased. Nobody else's are touched.
 */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-6")
@Tag("GD-10")
class PersonalDataRowsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Ground ground;
    private LeavingRealm realm;
    private Person customer;
    private Person other;
    private Person namesake;
    private Set<String> ofOther;
    private Map<String, List<String>> rowsOfOther;
    private List<String> eventsOfNamesake;
    private JsonNode before;
    private JsonNode after;

    PersonalDataRowsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void erase() throws Exception {
        realm = new LeavingRealm(ground);
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(KnownCustomer.PROVIDER);
        provider.setProviderId("oidc");
        provider.setConfig(Map.of(
                "clientId", "shop",
                "clientSecret", "shop",
                "authorizationUrl", "https://elsewhere.example/auth",
                "tokenUrl", "https://elsewhere.example/token"));
        realm.resource().identityProviders().create(provider).close();
        customer = person("name-" + UUID.randomUUID());
        other = person("name-" + UUID.randomUUID());
        namesake = customer.in("other-" + realm.id());
        try (Connection connection = ground.postgres().connect()) {
            customer.write(connection);
            other.write(connection);
            namesake.writeEvents(connection);
        }
        assertThat(tables(places(customer)))
                .as("or else there would be nothing to be erased")
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
        ofOther = places(other);
        rowsOfOther = rowsOf(other);
        eventsOfNamesake = eventsIn(namesake.realm());
        before = exported();
        realm.erase(realm.leaves(new Leaver(customer.id(), customer.email(), "")));
        after = exported();
    }

    @AfterAll
    void close() {
        for (Person person : List.of(customer, other)) {
            ground.execute("DELETE FROM SHOP_OUTBOX WHERE AGGREGATEID = '" + person.id() + "' AND DATASCHEMA = 'x'");
        }
        for (String table : List.of("EVENT_ENTITY", "ADMIN_EVENT_ENTITY")) {
            ground.execute("DELETE FROM " + table + " WHERE REALM_ID = '" + namesake.realm() + "'");
        }
        for (String table : List.of("OUTBOX_ENTRY", "BROKER_LINK", "FED_USER_ATTRIBUTE")) {
            ground.execute("DELETE FROM " + table + " WHERE REALM_ID = '" + realm.id() + "'");
        }
        realm.close();
    }

    /** In the shop that ships the address is the name; this one has another, before anybody has looked. */
    private Person person(String username) {
        String phone = "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
        Leaver created = realm.customer(user -> user.setAttributes(Map.of("phoneNumber", List.of(phone))));
        ground.execute("UPDATE USER_ENTITY SET USERNAME = '" + username + "' WHERE ID = '" + created.id() + "'");
        realm.resource().clearUserCache();
        return Person.of(realm.id(), created.id(), created.email(), username, phone);
    }

    private JsonNode exported() throws Exception {
        Answer answer = PrivacyRealm.send(
                ground.node(),
                "GET",
                "/admin/realms/" + realm.shipped().name() + "/shop-privacy/customers/" + customer.id() + "/export",
                ground.admin().keycloak().tokenManager().getAccessTokenString());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().get("parts");
    }

    private Set<String> places(Person person) {
        return Traces.from(ground).inDatabase(person.words());
    }

    private static List<String> tables(Set<String> places) {
        return places.stream()
                .map(place -> place.substring(0, place.indexOf('.')))
                .distinct()
                .toList();
    }

    /** By the id, which the words are not. */
    private Map<String, List<String>> rowsOf(Person person) {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : ground.query("""
                SELECT table_name FROM information_schema.columns
                 WHERE table_schema = current_schema() AND column_name = 'user_id'
                   AND table_name IN (SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE')
                """)) {
            List<String> found =
                    ground.query("SELECT t::text FROM " + table + " t WHERE USER_ID = ? ORDER BY 1", person.id());
            if (!found.isEmpty()) {
                rows.put(table, found);
            }
        }
        return rows;
    }

    private List<String> eventsIn(String anyRealm) {
        List<String> events = new ArrayList<>(
                ground.query("SELECT e::text FROM EVENT_ENTITY e WHERE REALM_ID = ? ORDER BY 1", anyRealm));
        events.addAll(ground.query("SELECT e::text FROM ADMIN_EVENT_ENTITY e WHERE REALM_ID = ? ORDER BY 1", anyRealm));
        return events;
    }

    @Test
    void noWordIsLeftInTheirRealm() {
        assertThat(tables(places(customer))).containsExactlyInAnyOrder("EVENT_ENTITY", "ADMIN_EVENT_ENTITY");
        assertThat(String.join("\n", eventsIn(realm.id())))
                .doesNotContainIgnoringCase(customer.words().toArray(String[]::new));
    }

    @Test
    void nobodyElseIsTouched() {
        assertThat(places(other)).isEqualTo(ofOther);
        assertThat(rowsOf(other)).isEqualTo(rowsOfOther);
    }

    /** In another realm there may be somebody with the same address. */
    @Test
    void anotherRealmIsNotTouched() {
        assertThat(eventsIn(namesake.realm())).hasSize(10).isEqualTo(eventsOfNamesake);
    }

    @Test
    void noRowOfTheirsIsLeftButWhatApplicationsHaveStillToBeTold() {
        Awaitility.await("the end of the sessions")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rowsOf(customer)).containsOnlyKeys("shop_logout", "user_attribute"));
        assertThat(rowsOf(customer).get("shop_logout")).hasSize(1);
        assertThat(rowsOf(customer).get("user_attribute"))
                .singleElement()
                .asString()
                .contains("ERASED");
        assertThat(ground.query(
                        "SELECT QUEUE FROM SHOP_QUEUE WHERE REALM_ID = ? AND NEXT_ATTEMPT_AT = 'infinity'", realm.id()))
                .as("the other's is the only one that is given up")
                .hasSize(1);
    }

    /** What the map says is removed is, and what it says is kept alone has the id. */
    @Test
    void theIdStaysWhereTheMapSaysSo() {
        Set<String> mayKeep = DataMap.read().placesThatKeepIds();
        assertThat(Traces.from(ground).inDatabase(List.of(customer.id())))
                .extracting(place -> place.substring(0, place.indexOf(':')))
                .contains("SHOP_LOGOUT.USER_ID", "ADMIN_EVENT_ENTITY.RESOURCE_PATH")
                .allMatch(place -> mayKeep.contains(place) || place.equals("USER_ATTRIBUTE.USER_ID"));
    }

    /** What was told stays told: the same rows, and all of the payload but for what is personal, as it was written. */
    @Test
    void eventsKeepAllButTheirPersonalData() {
        assertThat(ground.query(
                        "SELECT PAYLOAD FROM SHOP_OUTBOX WHERE AGGREGATEID = ? AND DATASCHEMA = 'x'", customer.id()))
                .containsExactlyInAnyOrder(
                        "{\"customerId\":\"" + customer.id() + "\",\"status\":\"ACTIVE\",\"later\":true}",
                        "{\"customerId\":\"" + customer.id() + "\",\"fields\":[\"email\"]}");
    }

    @Test
    void staffKeepTheirRecordWithoutWhatTheCustomerWasLike() {
        assertThat(ground.query("""
                        SELECT RESOURCE_PATH || ' ' || (REPRESENTATION IS NULL) || ' ' || (DETAILS_JSON IS NULL) FROM ADMIN_EVENT_ENTITY
                         WHERE REALM_ID = ? AND AUTH_USER_ID = 'staff' AND strpos(RESOURCE_PATH, ?) > 0
                        """, realm.id(), customer.id()))
                .containsExactlyInAnyOrder(
                        "users/" + customer.id() + " true true",
                        "users/" + customer.id() + "/reset-password true true");
        assertThat(ground.query(
                        "SELECT IP_ADDRESS FROM ADMIN_EVENT_ENTITY WHERE REALM_ID = ? AND AUTH_USER_ID = 'staff'",
                        realm.id()))
                .hasSize(6)
                .containsOnly("192.0.2.8");
    }

    /** Somebody whose name is a word that stands anywhere has no part in what others did. */
    @Test
    void aNameIsNoWordOfOthers() {
        Person named = person("true");
        ground.execute("""
                INSERT INTO EVENT_ENTITY (ID, REALM_ID, TYPE, EVENT_TIME, DETAILS_JSON_LONG_VALUE)
                VALUES ('probe-other', '%s', 'LOGIN_ERROR', 1, '{"remember_me":"true","username":"true-love"}'),
                       ('probe-own', '%s', 'LOGIN_ERROR', 1, '{"remember_me":"true","username":"true"}')
                """.formatted(realm.id(), realm.id()));

        realm.erase(realm.leaves(new Leaver(named.id(), named.email(), "")));

        assertThat(ground.query("SELECT ID FROM EVENT_ENTITY WHERE ID LIKE 'probe-%' AND REALM_ID = ?", realm.id()))
                .containsExactly("probe-other");
    }

    @Test
    void everySectionIsHandedOut() {
        assertThat(before.get("events"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.at("/data/personalData/email").asText())
                                .isEqualTo(customer.email()));
        assertThat(before.get("keycloak-traces")).isEmpty();
        assertThat(before.get("logouts")).isEmpty();
        assertThat(before.at("/logins/lastLogin/network").asText()).isEqualTo("192.0.2.9");
        assertThat(before.at("/logins/logins")).hasSize(1);
        assertThat(before.get("attempts")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(before.at("/failed-logins/0/address").asText()).isEqualTo("192.0.2.10");
        assertThat(before.at("/queued-mails/0/kind").asText()).isEqualTo("welcome");
        assertThat(before.get("queued-messages")).hasSize(1);
        assertThat(before.at("/verified-phone/verifiedAt").isTextual()).isTrue();
        assertThat(before.at("/links-and-codes/0/kind").asText()).isEqualTo("VERIFY_EMAIL");
        assertThat(before.at("/welcome/client").asText()).isEqualTo("shop");
        assertThat(before.get("repeatable-answers")).hasSize(1);
        assertThat(before.get("reset-requests")).isEmpty();
    }

    @Test
    void ofWhomNothingIsKeptNothingIsHandedOut() {
        for (String section : List.of("events", "attempts", "failed-logins", "queued-mails", "links-and-codes")) {
            assertThat(after.get(section)).as(section).isEmpty();
        }
        assertThat(after.get("logins").toString()).isEqualTo("{\"lastLogin\":null,\"logins\":[]}");
        assertThat(after.get("welcome").toString()).isEqualTo("{}");
        assertThat(after.get("verified-phone").toString()).isEqualTo("{\"verifiedAt\":null}");
    }
}
