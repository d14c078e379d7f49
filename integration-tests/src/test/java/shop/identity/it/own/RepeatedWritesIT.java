package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.request.RepeatableAnswers;
import shop.identity.stack.KeycloakNode;

/** Requests that are sent again with the same key. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-6")
class RepeatedWritesIT {

    private static final int MANY = 50;
    private static final String KEY = "Idempotency-Key";
    private static final String PREFERENCES = "/preferences";
    private static final String MARKETING = "/preferences/consents/marketing";
    private static final String GIVE = "{\"given\": true, \"textVersion\": \"1\"}";
    private static final String BY_SMS = "{\"channels\": [\"sms\"]}";

    private final Ground ground;
    private final Addresses addresses;
    private KeycloakNode second;
    private ShippedRealm realm;
    private Shoppers shoppers;
    private OwnInterface here;
    private OwnInterface there;

    RepeatedWritesIT(Ground ground) {
        this.ground = ground;
        this.addresses = new Addresses(ground);
    }

    @BeforeAll
    void start() {
        second = ground.secondNode();
        realm = new ShippedRealm(ground, OneIssuer.of(ground));
        shoppers = new Shoppers(ground, realm);
        here = OwnInterface.ofCustomers(ground.node(), realm.name());
        there = OwnInterface.ofCustomers(second, realm.name());
    }

    @AfterAll
    void stop() {
        realm.close();
        second.stop();
    }

    private Shopper shopper() throws Exception {
        Shopper who = shoppers.shopper();
        ground.topic().eventually(who.id(), 1);
        return who;
    }

    private int told(Shopper who, int count) {
        return ground.topic().settled(who.id(), 1 + count).size() - 1;
    }

    private long kept(Shopper who) {
        return ground.count("SELECT COUNT(*) FROM SHOP_REPEATABLE_ANSWER WHERE CALLER_ID = ?", who.id());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** Everything of it that a caller can go by. */
    private static String whole(Answer answer) {
        return answer.status() + "\n" + answer.etag() + "\n" + answer.header("Location") + "\n"
                + answer.header("Content-Type") + "\n" + answer.response().body();
    }

    @Test
    void fiftyAtOnceAreOne() throws Exception {
        Shopper who = shopper();
        OwnInterface atFirst = Addresses.at(ground.node(), realm.name());
        OwnInterface atSecond = Addresses.at(second, realm.name());
        String key = key();

        List<Answer> answers = Together.run(
                MANY,
                i -> (i % 2 == 0 ? atFirst : atSecond)
                        .send("POST", "", who.bearer(), Addresses.shipping("Heidestraße 17", true), KEY, key));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.stream().map(RepeatedWritesIT::whole).distinct()).hasSize(1);
        assertThat(answers.get(0).header("Location"))
                .endsWith("/me/addresses/" + answers.get(0).text("id"));
        assertThat(addresses.rows(who.id())).isEqualTo(1);
        assertThat(told(who, 1)).isEqualTo(1);
        assertThat(kept(who)).isEqualTo(1);
    }

    /** Each of them would be a change of its own. */
    @Test
    void fiftyChangesAtOnceAreOne() throws Exception {
        Shopper who = shopper();
        String key = key();

        List<Answer> answers = Together.run(MANY, i -> (i % 2 == 0 ? here : there).put(who, MARKETING, GIVE, KEY, key));

        assertThat(answers.stream().map(RepeatedWritesIT::whole).distinct()).hasSize(1);
        assertThat(answers.get(0).status()).isEqualTo(200);
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CONSENT WHERE USER_ID = ?", who.id()))
                .isEqualTo(1);
        assertThat(told(who, 1)).isEqualTo(1);
    }

    @Test
    void aRepeatGetsTheFirstAnswerWhateverHasHappenedSince() throws Exception {
        Shopper who = shopper();
        String key = key();
        Answer first = here.patch(who, PREFERENCES, BY_SMS, KEY, key);
        here.patch(who, PREFERENCES, "{\"channels\": [\"post\"]}");

        Answer again = there.patch(who, PREFERENCES, BY_SMS, KEY, key);

        assertThat(whole(again)).isEqualTo(whole(first));
        assertThat(again.header("Cache-Control")).isEqualTo("no-store");
        assertThat(here.get(who, PREFERENCES).json().get("channels").toString()).isEqualTo("[\"post\"]");
        assertThat(told(who, 2)).isEqualTo(2);
    }

    /** Also one that would be refused now: what the caller has seen is over. */
    @Test
    void aRepeatIsNotJudgedAnew() throws Exception {
        Shopper who = shopper();
        String key = key();
        String seen = here.get(who, PREFERENCES).etag();
        Answer first = here.patch(who, PREFERENCES, BY_SMS, KEY, key, "If-Match", seen);

        assertThat(first.status()).isEqualTo(200);
        assertThat(whole(here.patch(who, PREFERENCES, BY_SMS, KEY, key, "If-Match", seen)))
                .isEqualTo(whole(first));
    }

    @Test
    void anotherRequestWithTheKeyIsRefused() throws Exception {
        Shopper who = shopper();
        String key = key();
        here.patch(who, PREFERENCES, BY_SMS, KEY, key);

        assertThat(there.patch(who, PREFERENCES, "{\"channels\": []}", KEY, key).status())
                .as("another body")
                .isEqualTo(422);
        assertThat(here.patch(who, PREFERENCES, BY_SMS + " ", KEY, key).status())
                .as("another spelling")
                .isEqualTo(422);
        assertThat(here.put(who, PREFERENCES, BY_SMS, KEY, key).status())
                .as("another method")
                .isEqualTo(422);
        assertThat(here.patch(who, "", BY_SMS, KEY, key).status())
                .as("another path")
                .isEqualTo(422);
        Answer refused = here.put(who, MARKETING, GIVE, KEY, key);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("urn:shop-identity:problem:another-request");
        assertThat(told(who, 1)).isEqualTo(1);
    }

    @Test
    void ofDifferentRequestsWithOneKeyAtOnceOneIsCarriedOut() throws Exception {
        Shopper who = shopper();
        String key = key();

        List<Integer> statuses = Together.run(
                20,
                i -> (i % 2 == 0 ? here : there)
                        .patch(who, PREFERENCES, "{\"channels\": [\"" + (i % 4 < 2 ? "sms" : "post") + "\"]}", KEY, key)
                        .status());

        assertThat(statuses).containsOnly(200, 422);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(10);
        assertThat(told(who, 1)).isEqualTo(1);
    }

    @Test
    void keysOfOthersAreOthers() throws Exception {
        Shopper one = shopper();
        Shopper other = shopper();
        String key = key();

        Answer first = here.put(one, MARKETING, GIVE, KEY, key);
        Answer second = here.put(other, MARKETING, "{\"given\": true, \"textVersion\": \"2\"}", KEY, key);

        assertThat(first.text("textVersion")).isEqualTo("1");
        assertThat(second.text("textVersion")).isEqualTo("2");
    }

    @Test
    void aRefusalKeepsNothing() throws Exception {
        Shopper who = shopper();
        String key = key();

        assertThat(here.patch(who, PREFERENCES, "{\"channels\": [\"fax\"]}", KEY, key)
                        .status())
                .isEqualTo(400);
        assertThat(here.patch(who, PREFERENCES, "{\"newsletter\": true}", KEY, key)
                        .status())
                .isEqualTo(409);
        assertThat(kept(who)).isZero();
        assertThat(there.patch(who, PREFERENCES, BY_SMS, KEY, key).status()).isEqualTo(200);
        assertThat(kept(who)).isEqualTo(1);
    }

    /** There is never an answer without its change. */
    @Test
    void whatIsRolledBackWasNotAnswered() throws Exception {
        Shopper who = shopper();
        String key = key();
        OwnInterface at = Addresses.at(ground.node(), realm.name());
        ground.execute(
                "ALTER TABLE SHOP_OUTBOX ADD CONSTRAINT CK_NOBODY CHECK (AGGREGATEID <> '" + who.id() + "') NOT VALID");
        try {
            at.send("POST", "", who.bearer(), Addresses.shipping("one", true), KEY, key);
        } catch (AssertionError ofAnAnswerThatNoDocumentNames) {
            // 500: what is tested comes below.
        } finally {
            ground.execute("ALTER TABLE SHOP_OUTBOX DROP CONSTRAINT CK_NOBODY");
        }
        assertThat(kept(who)).isZero();

        assertThat(at.send("POST", "", who.bearer(), Addresses.shipping("one", true), KEY, key)
                        .status())
                .isEqualTo(201);
        assertThat(addresses.rows(who.id())).isEqualTo(1);
    }

    @Test
    void whatIsNoKeyIsNamed() throws Exception {
        Shopper who = shopper();
        for (String none : List.of("", "   ", "x".repeat(256), "a\tb")) {
            Answer answer = here.patch(who, PREFERENCES, BY_SMS, KEY, none);
            assertThat(answer.status()).as("'%s'", none).isEqualTo(400);
            assertThat(answer.wrong()).containsExactly(KEY);
        }
        Answer twice = here.patch(who, PREFERENCES, BY_SMS, KEY, "a", KEY, "b");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(told(who, 0)).isZero();
        assertThat(here.patch(who, PREFERENCES, BY_SMS, KEY, "\"" + "x".repeat(253) + "\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutAKeyEachIsCarriedOut() throws Exception {
        Shopper who = shopper();
        OwnInterface at = Addresses.at(ground.node(), realm.name());

        at.post(who, "", Addresses.shipping("one", false));
        at.post(who, "", Addresses.shipping("one", false));

        assertThat(addresses.rows(who.id())).isEqualTo(2);
        assertThat(kept(who)).isZero();
    }

    @Test
    void nothingCanBeReadOutOfAKey() throws Exception {
        Shopper who = shopper();
        String key = "order 4711 of erika@example.com";
        here.patch(who, PREFERENCES, BY_SMS, KEY, key);

        assertThat(ground.query("SELECT r::text FROM SHOP_REPEATABLE_ANSWER r WHERE CALLER_ID = ?", who.id()))
                .singleElement()
                .asString()
                .doesNotContain("4711", "erika");
    }

    @Test
    void afterADayTheRequestIsANewOne() throws Exception {
        Shopper who = shopper();
        String key = key();
        here.put(who, MARKETING, GIVE, KEY, key);
        age(who, "23 hours 59 minutes");
        assertThat(here.put(who, MARKETING, "{\"given\": false}", KEY, key).status())
                .isEqualTo(422);
        age(who, "1 minute 1 second");

        assertThat(here.put(who, MARKETING, "{\"given\": false}", KEY, key).status())
                .isEqualTo(200);
        assertThat(here.put(who, MARKETING, GIVE, KEY, key).status())
                .as("the key is the new one's now")
                .isEqualTo(422);
        assertThat(kept(who)).isEqualTo(1);
    }

    private void age(Shopper who, String interval) {
        ground.execute("UPDATE SHOP_REPEATABLE_ANSWER SET CREATED_AT = CREATED_AT - interval '" + interval
                + "' WHERE CALLER_ID = '" + who.id() + "'");
    }

    @Test
    void whatHasExpiredIsRemovedAndNothingElse() throws Exception {
        Shopper old = shopper();
        Shopper young = shopper();
        for (int i = 0; i < 3; i++) {
            here.patch(old, PREFERENCES, BY_SMS, KEY, key());
        }
        here.patch(young, PREFERENCES, BY_SMS, KEY, key());
        age(old, "25 hours");
        age(young, "23 hours");

        try (Connection connection = ground.postgres().connect()) {
            assertThat(new RepeatableAnswers().removeExpired(connection, 2)).isEqualTo(2);
            assertThat(new RepeatableAnswers().removeExpired(connection, 1000)).isLessThan(1000);
        }

        assertThat(kept(old)).isZero();
        assertThat(kept(young)).isEqualTo(1);
    }

    @Test
    void answersGoWithTheCustomerAndWithTheRealm() throws Exception {
        Shopper who = shopper();
        here.patch(who, PREFERENCES, BY_SMS, KEY, key());
        realm.resource().users().delete(who.id()).close();
        assertThat(kept(who)).isZero();

        Shopper other;
        try (ShippedRealm gone = new ShippedRealm(ground, ShippedRealm::hashesCheaply)) {
            other = new Shoppers(ground, gone).shopper();
            OwnInterface.ofCustomers(ground.node(), gone.name()).patch(other, PREFERENCES, BY_SMS, KEY, key());
            assertThat(kept(other)).isEqualTo(1);
        }
        assertThat(kept(other)).isZero();
    }

    /** Somebody else holds the customer: the first request cannot go on, and the second does not wait for ever. */
    @Test
    void whoeverWaitsTooLongIsToldToComeBack() throws Exception {
        Shopper who = shopper();
        String key = key();
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("SELECT 1 FROM USER_ENTITY WHERE ID = '" + who.id() + "' FOR UPDATE");
            CompletableFuture<Answer> first =
                    CompletableFuture.supplyAsync(() -> here.patch(who, PREFERENCES, BY_SMS, KEY, key));
            Awaitility.await()
                    .until(() ->
                            ground.count("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND granted") > 0);

            Answer second = there.patch(who, PREFERENCES, BY_SMS, KEY, key);

            assertThat(second.status()).isEqualTo(503);
            connection.rollback();
            assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(whole(there.patch(who, PREFERENCES, BY_SMS, KEY, key))).isEqualTo(whole(first.get()));
        }
        assertThat(told(who, 1)).isEqualTo(1);
        assertThat(there.statuses().get("PATCH /preferences")).contains(503);
        assertThat(here.document().statuses("PATCH /preferences")).containsAll(Set.of(422, 503));
    }

    /** A node that dies after the commit has answered nobody; the answer is there all the same. */
    @Test
    void anAnswerThatWasLostWithItsNodeIsThere() throws Exception {
        Shopper who = shopper();
        String key = key();
        Answer first = there.put(who, MARKETING, GIVE, KEY, key);
        second.kill();
        try {
            assertThat(whole(here.put(who, MARKETING, GIVE, KEY, key))).isEqualTo(whole(first));
        } finally {
            second.start();
        }
    }
}
