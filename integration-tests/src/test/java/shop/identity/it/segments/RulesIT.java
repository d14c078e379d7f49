package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.segments.SegmentApi.Answer;

/** What rules say of real customers, and what is said to whoever writes something else. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-2")
class RulesIT {

    private final Ground ground;
    private SegmentRealm realm;

    RulesIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new SegmentRealm(ground);
        List<String> crowd = realm.crowd(50);
        realm.setBehind(crowd.subList(0, 20), "tier", "gold");
        realm.setBehind(crowd.subList(0, 10), "locale", "de");
        realm.setBehind(crowd.subList(40, 45), "shopStatus", "INACTIVE");
        realm.setBehind(crowd.subList(45, 50), "shopStatus", "ERASED");
        ground.execute("UPDATE USER_ENTITY SET EMAIL_VERIFIED = FALSE WHERE ID = '" + crowd.get(39) + "'");
        ground.execute("UPDATE USER_ENTITY SET ENABLED = FALSE WHERE ID = '" + crowd.get(38) + "'");
        ground.execute(
                "UPDATE USER_ENTITY SET CREATED_TIMESTAMP = 9223372036854775807 WHERE ID = '" + crowd.get(37) + "'");
        ground.execute("UPDATE USER_ENTITY SET CREATED_TIMESTAMP = NULL WHERE ID = '" + crowd.get(36) + "'");
        realm.setBehind(crowd.subList(0, 1), "locale", "en");
        ground.execute("INSERT INTO SHOP_SEGMENT_FACT (REALM_ID, USER_ID, NAME, VALUE, CHANGED_AT) SELECT '"
                + realm.id()
                + "', ID, 'orders', 3.5, now() FROM USER_ENTITY WHERE ID IN ('" + crowd.get(3) + "', '" + crowd.get(4)
                + "')");
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private JsonNode dryRun(String rule) {
        Answer answer = realm.api().post("/dry-run", "{\"rule\":\"" + rule + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Of 45: the erased are nobody's. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            attribute.tier = 'gold'                              | 20
            attribute.tier != 'gold'                             | 25
            attribute.tier is set and not locale is set          | 10
            locale in ('de', 'en')                               | 10
            locale = 'en' or fact.orders > 3                     | 3
            fact.orders = 3.5 and attribute.tier = 'gold'        | 2
            fact.orders < 3.5                                    | 0
            fact.orders is not set                               | 43
            status = ACTIVE                                      | 38
            status in (PENDING, SUSPENDED, INACTIVE)             | 7
            status = ERASED                                      | 0
            emailVerified                                        | 44
            emailDomain = 'Example.com'                          | 45
            firstName is set                                     | 0
            createdAt = today                                    | 43
            createdAt > today + 10000 years                      | 1
            createdAt is not set                                 | 1
            lastLogin is set or consent.marketing or phoneVerified | 0
            country is set                                       | 0
            """)
    void dryRunCounts(String rule, long matching) {
        JsonNode counted = dryRun(rule);

        assertThat(counted.get("of").asLong()).isEqualTo(45);
        assertThat(counted.get("matching").asLong()).isEqualTo(matching);
    }

    @Test
    void dryRunChangesNothing() {
        long told = realm.told();
        dryRun("status = ACTIVE");

        assertThat(ground.count(
                        "SELECT COUNT(*) FROM KEYCLOAK_GROUP WHERE REALM_ID = ? AND NAME = 'segments'", realm.id()))
                .isZero();
        assertThat(realm.told()).isEqualTo(told);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            fact.orders >= three            | rule: line 1, column 16: a number is expected
            status = GONE                   | rule: line 1, column 10: one of PENDING, ACTIVE, SUSPENDED, INACTIVE, ERASED is expected
            country = 'DE' and              | rule: line 1, column 19: a condition, not, or ( is expected
            attribute.x = 'a\\n             | rule: line 1, column 15: the text that begins here has no end
            \\n\\n  (locale = 'de'          | rule: line 3, column 17: and, or, or ) is expected
            createdAt < today - 30          | rule: line 1, column 23: days, weeks, months or years is expected
            attribute.x = '\\u0000'         | rule: has a character that cannot be kept
            """)
    void errorsNameThePosition(String rule, String wrong) {
        String written = rule.strip();
        for (String path : List.of("/dry-run", "")) {
            Answer answer = realm.api()
                    .post(path, "{\"rule\":\"" + written + "\"" + (path.isEmpty() ? ",\"name\":\"x\"}" : "}"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.wrong()).isEqualTo(wrong);
        }
    }

    @Test
    void anUnknownFieldIsToldWhichThereAre() {
        Answer answer = realm.api().post("/dry-run", "{\"rule\":\"age > 3\"}");

        assertThat(answer.wrong())
                .startsWith(
                        "rule: line 1, column 1: there is no such field; there are consent.marketing, consent.terms, country, ")
                .contains("createdAt, email, emailDomain", "lastLogin", "attribute.<name> and fact.<name>");
    }

    @Test
    void whatIsNoRuleAtAll() {
        assertThat(realm.api().post("/dry-run", "{\"rule\":5}").wrong()).isEqualTo("rule: has to be a text");
        assertThat(realm.api().post("/dry-run", "{}").wrong()).isEqualTo("rule: is needed");
        assertThat(realm.api().post("/dry-run", "{\"rule\":null}").wrong()).isEqualTo("rule: is needed");
        assertThat(realm.api().post("/dry-run", "{\"rule\":\"\"}").wrong())
                .isEqualTo("rule: line 1, column 1: a condition, not, or ( is expected");
        assertThat(realm.api()
                        .post("/dry-run", "{\"rule\":\"emailVerified\",\"sql\":\"x\"}")
                        .wrong())
                .isEqualTo("sql: is no field of this request");
        assertThat(realm.api()
                        .post("/dry-run", "{\"rule\":\"" + "x".repeat(4001) + "\"}")
                        .wrong())
                .isEqualTo("rule: line 1, column 4001: a rule has 4000 characters at most");
    }

    /** Statements are only ever bound to. */
    @Test
    void sqlInARuleIsText() {
        assertThat(dryRun("attribute.'x''); DROP TABLE SHOP_SEGMENT; --' = 'y''); DROP TABLE SHOP_SEGMENT; --'")
                        .get("matching")
                        .asLong())
                .isZero();
        assertThat(dryRun("attribute.tier in ('gold'' OR ''1''=''1', '%', '?', '\\\\')")
                        .get("matching")
                        .asLong())
                .isZero();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_SEGMENT WHERE REALM_ID = 'nobody'"))
                .isZero();
    }

    @Test
    void daysAreThoseOfTheDatabaseInUtc() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        assertThat(dryRun("createdAt = " + today).get("matching").asLong()).isEqualTo(43);
        assertThat(dryRun("createdAt < " + today).get("matching").asLong()).isZero();
        assertThat(dryRun("createdAt >= today - 1 day and createdAt < today + 1 day")
                        .get("matching")
                        .asLong())
                .isEqualTo(43);
    }

    /** A rule as long as one may be, with as many conditions, still is answered. */
    @Test
    void theLargestRuleIsARule() {
        String many = String.join(" or ", Collections.nCopies(200, "fact.f1 = 1"));

        assertThat(dryRun(many).get("matching").asLong()).isZero();
        assertThat(dryRun("not ".repeat(31) + "emailVerified").get("matching").asLong())
                .isEqualTo(1);
    }
}
