package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.traces.EventWords;

/** Keycloak's events about a customer are found by the words in them. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-6")
class EventWordsIT {

    private final Ground ground;
    private LeavingRealm realm;

    EventWordsIT(Ground ground) {
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

    /** Of somebody whom Keycloak does not know. */
    private void failedLogin(String details) {
        ground.execute("""
                INSERT INTO EVENT_ENTITY (ID, REALM_ID, TYPE, EVENT_TIME, DETAILS_JSON_LONG_VALUE)
                VALUES ('%s', '%s', 'LOGIN_ERROR', 1, '%s')
                """.formatted(UUID.randomUUID(), realm.id(), details));
    }

    private List<String> failedLogins() {
        return ground.query(
                "SELECT DETAILS_JSON_LONG_VALUE FROM EVENT_ENTITY WHERE USER_ID IS NULL AND EVENT_TIME = 1 AND REALM_ID = ?",
                realm.id());
    }

    /** As JSON writes a line break, its letter touches the address. Upper case is no other word. */
    @Test
    void whateverStandsAroundTheAddressItIsFound() {
        Leaver who = realm.customer();
        List<String> before = failedLogins();
        failedLogin("{\"a\":\"line\\n" + who.email() + "\\nline\"}");
        failedLogin("{\"a\":\"<" + who.email().toUpperCase(Locale.ROOT) + ">,x\"}");
        failedLogin("{\"a\":\"mailto:" + who.email() + ".\"}");
        failedLogin("{\"a\":\"\\u003c" + who.email() + "\\u003e\"}");
        failedLogin("{\"a\":\"ä" + who.email() + "ß\"}");

        realm.erase(realm.leaves(who));

        assertThat(failedLogins()).isEqualTo(before);
    }

    /** Whose address ends as the customer's does is somebody else. */
    @Test
    void aLongerAddressIsSomebodyElses() {
        Leaver who = realm.customer();
        String other = "{\"username\":\"x" + who.email() + "\"}";
        failedLogin(other);

        realm.erase(realm.leaves(who));

        assertThat(failedLogins()).contains(other);
    }

    /** PostgreSQL takes an index for what is to the letter as in it. */
    @Test
    @Tag("PF-8")
    void theIndicesAreWhatIsAskedFor() {
        // An empty table is read as a whole by whoever is asked.
        ground.execute("INSERT INTO EVENT_ENTITY (ID, REALM_ID, EVENT_TIME, DETAILS_JSON_LONG_VALUE)"
                + " SELECT gen_random_uuid()::text, '" + realm.id()
                + "', 2, 'n' || n FROM generate_series(1, 1000) AS n");
        ground.execute("INSERT INTO ADMIN_EVENT_ENTITY (ID, REALM_ID, ADMIN_EVENT_TIME, REPRESENTATION)"
                + " SELECT gen_random_uuid()::text, '" + realm.id()
                + "', 2, 'n' || n FROM generate_series(1, 1000) AS n");
        assertThat(planOf("ADMIN_EVENT_ENTITY WHERE " + EventWords.OF_ADMIN_EVENT))
                .contains("ix_shop_admin_event_words");
        assertThat(planOf("EVENT_ENTITY WHERE USER_ID IS NULL AND " + EventWords.OF_USER_EVENT))
                .contains("ix_shop_event_of_nobody_words");
    }

    private String planOf(String rows) {
        return String.join(
                "\n",
                ground.query("EXPLAIN SELECT 1 FROM unnest(ARRAY['a@example.com', 'b@example.com']) AS sought (word), "
                        + rows + " @> SHOP_WORDS(sought.word)"));
    }
}
