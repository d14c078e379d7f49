package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Preferences.MARKETING;
import static shop.identity.it.own.Preferences.PREFERENCES;
import static shop.identity.it.own.Repeats.BY_SMS;
import static shop.identity.it.own.Repeats.GIVE;
import static shop.identity.it.own.Repeats.KEY;
import static shop.identity.it.own.Repeats.key;
import static shop.identity.it.own.Repeats.whole;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.request.RepeatableAnswers;

/** Which answers are kept for requests that come again, under which key, and for how long. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-6")
class RepeatableAnswersIT {

    private final Ground ground;
    private final Addresses addresses;
    private final Repeats repeats;
    private OwnRealm realm;
    private OwnInterface here;

    RepeatableAnswersIT(Ground ground) {
        this.ground = ground;
        this.addresses = new Addresses(ground);
        this.repeats = new Repeats(ground);
    }

    @BeforeAll
    void prepare() {
        realm = new OwnRealm(ground);
        here = realm.customers();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    /** Also one that would be refused now: what the caller has seen is over. */
    @Test
    void aRepeatIsNotJudgedAnew() throws Exception {
        Shopper who = realm.toldShopper();
        String key = key();
        String seen = here.get(who, PREFERENCES).etag();
        Answer first = here.patch(who, PREFERENCES, BY_SMS, KEY, key, "If-Match", seen);

        assertThat(first.status()).isEqualTo(200);
        assertThat(whole(here.patch(who, PREFERENCES, BY_SMS, KEY, key, "If-Match", seen)))
                .isEqualTo(whole(first));
    }

    @Test
    void keysOfOthersAreOthers() throws Exception {
        Shopper one = realm.toldShopper();
        Shopper other = realm.toldShopper();
        String key = key();

        Answer first = here.put(one, MARKETING, GIVE, KEY, key);
        Answer second = here.put(other, MARKETING, "{\"given\": true, \"textVersion\": \"2\"}", KEY, key);

        assertThat(first.text("textVersion")).isEqualTo("1");
        assertThat(second.text("textVersion")).isEqualTo("2");
    }

    /** There is never an answer without its change. */
    @Test
    void whatIsRolledBackWasNotAnswered() throws Exception {
        Shopper who = realm.toldShopper();
        String key = key();
        OwnInterface at = realm.addresses();
        try (Untellable untellable = new Untellable(ground, who)) {
            at.send("POST", "", who.bearer(), Addresses.shipping("one", true), KEY, key);
        } catch (AssertionError ofAnAnswerThatNoDocumentNames) {
            // 500: what is tested comes below.
        }
        assertThat(repeats.kept(who)).isZero();

        assertThat(at.send("POST", "", who.bearer(), Addresses.shipping("one", true), KEY, key)
                        .status())
                .isEqualTo(201);
        assertThat(addresses.rows(who.id())).isEqualTo(1);
    }

    @Test
    void whatIsNoKeyIsNamed() throws Exception {
        Shopper who = realm.toldShopper();
        for (String none : List.of("", "   ", "x".repeat(256), "a\tb")) {
            Answer answer = here.patch(who, PREFERENCES, BY_SMS, KEY, none);
            assertThat(answer.status()).as("'%s'", none).isEqualTo(400);
            assertThat(answer.wrong()).containsExactly(KEY);
        }
        Answer twice = here.patch(who, PREFERENCES, BY_SMS, KEY, "a", KEY, "b");
        assertThat(twice.status()).isEqualTo(400);
        assertThat(repeats.told(who, 0)).isZero();
        assertThat(here.patch(who, PREFERENCES, BY_SMS, KEY, "\"" + "x".repeat(253) + "\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutAKeyEachIsCarriedOut() throws Exception {
        Shopper who = realm.toldShopper();
        OwnInterface at = realm.addresses();

        at.post(who, "", Addresses.shipping("one", false));
        at.post(who, "", Addresses.shipping("one", false));

        assertThat(addresses.rows(who.id())).isEqualTo(2);
        assertThat(repeats.kept(who)).isZero();
    }

    @Test
    void nothingCanBeReadOutOfAKey() throws Exception {
        Shopper who = realm.toldShopper();
        String key = "order 4711 of erika@example.com";
        here.patch(who, PREFERENCES, BY_SMS, KEY, key);

        assertThat(ground.query("SELECT r::text FROM SHOP_REPEATABLE_ANSWER r WHERE CALLER_ID = ?", who.id()))
                .singleElement()
                .asString()
                .doesNotContain("4711", "erika");
    }

    @Test
    void afterADayTheRequestIsANewOne() throws Exception {
        Shopper who = realm.toldShopper();
        String key = key();
        here.put(who, MARKETING, GIVE, KEY, key);
        repeats.age(who, "23 hours 59 minutes");
        assertThat(here.put(who, MARKETING, "{\"given\": false}", KEY, key).status())
                .isEqualTo(422);
        repeats.age(who, "1 minute 1 second");

        assertThat(here.put(who, MARKETING, "{\"given\": false}", KEY, key).status())
                .isEqualTo(200);
        assertThat(here.put(who, MARKETING, GIVE, KEY, key).status())
                .as("the key is the new one's now")
                .isEqualTo(422);
        assertThat(repeats.kept(who)).isEqualTo(1);
    }

    @Test
    void whatHasExpiredIsRemovedAndNothingElse() throws Exception {
        Shopper old = realm.toldShopper();
        Shopper young = realm.toldShopper();
        for (int i = 0; i < 3; i++) {
            here.patch(old, PREFERENCES, BY_SMS, KEY, key());
        }
        here.patch(young, PREFERENCES, BY_SMS, KEY, key());
        repeats.age(old, "25 hours");
        repeats.age(young, "23 hours");

        try (Connection connection = ground.postgres().connect()) {
            assertThat(new RepeatableAnswers().removeExpired(connection, 2)).isEqualTo(2);
            assertThat(new RepeatableAnswers().removeExpired(connection, 1000)).isLessThan(1000);
        }

        assertThat(repeats.kept(old)).isZero();
        assertThat(repeats.kept(young)).isEqualTo(1);
    }

    @Test
    void answersGoWithTheCustomerAndWithTheRealm() throws Exception {
        Shopper who = realm.toldShopper();
        here.patch(who, PREFERENCES, BY_SMS, KEY, key());
        realm.remove(who);
        assertThat(repeats.kept(who)).isZero();

        Shopper other;
        try (OwnRealm gone = new OwnRealm(ground)) {
            other = gone.shopper();
            gone.customers().patch(other, PREFERENCES, BY_SMS, KEY, key());
            assertThat(repeats.kept(other)).isEqualTo(1);
        }
        assertThat(repeats.kept(other)).isZero();
    }
}
