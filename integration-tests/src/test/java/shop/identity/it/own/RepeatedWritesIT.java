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
import java.util.Set;
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
import shop.identity.it.ground.Together;
import shop.identity.it.ground.TwoNodes;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.KeycloakNode;

/** Requests that are sent again with the same key, at whichever of two nodes. */
@OnGround
@TwoNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-6")
class RepeatedWritesIT {

    private static final int MANY = 50;

    private final Ground ground;
    private final Addresses addresses;
    private final Repeats repeats;
    private KeycloakNode second;
    private OwnRealm realm;
    private OwnInterface here;
    private OwnInterface there;

    RepeatedWritesIT(Ground ground) {
        this.ground = ground;
        this.addresses = new Addresses(ground);
        this.repeats = new Repeats(ground);
    }

    @BeforeAll
    void start() {
        second = ground.secondNode();
        realm = new OwnRealm(ground, OneIssuer.of(ground));
        here = realm.customers();
        there = OwnInterface.ofCustomers(second, realm.name());
    }

    @AfterAll
    void stop() {
        realm.close();
    }

    @Test
    void fiftyAtOnceAreOne() throws Exception {
        Shopper who = realm.toldShopper();
        OwnInterface atFirst = realm.addresses();
        OwnInterface atSecond = Addresses.at(second, realm.name());
        String key = key();

        List<Answer> answers = Together.run(
                MANY,
                i -> (i % 2 == 0 ? atFirst : atSecond)
                        .send("POST", "", who.bearer(), Addresses.shipping("Heidestraße 17", true), KEY, key));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.stream().map(Repeats::whole).distinct()).hasSize(1);
        assertThat(answers.get(0).header("Location"))
                .endsWith("/me/addresses/" + answers.get(0).text("id"));
        assertThat(addresses.rows(who.id())).isEqualTo(1);
        assertThat(repeats.told(who, 1)).isEqualTo(1);
        assertThat(repeats.kept(who)).isEqualTo(1);
    }

    /** Each of them would be a change of its own. */
    @Test
    void fiftyChangesAtOnceAreOne() throws Exception {
        Shopper who = realm.toldShopper();
        String key = key();

        List<Answer> answers = Together.run(MANY, i -> (i % 2 == 0 ? here : there).put(who, MARKETING, GIVE, KEY, key));

        assertThat(answers.stream().map(Repeats::whole).distinct()).hasSize(1);
        assertThat(answers.get(0).status()).isEqualTo(200);
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_CONSENT WHERE USER_ID = ?", who.id()))
                .isEqualTo(1);
        assertThat(repeats.told(who, 1)).isEqualTo(1);
    }

    @Test
    void aRepeatGetsTheFirstAnswerWhateverHasHappenedSince() throws Exception {
        Shopper who = realm.toldShopper();
        String key = key();
        Answer first = here.patch(who, PREFERENCES, BY_SMS, KEY, key);
        here.patch(who, PREFERENCES, "{\"channels\": [\"post\"]}");

        Answer again = there.patch(who, PREFERENCES, BY_SMS, KEY, key);

        assertThat(whole(again)).isEqualTo(whole(first));
        assertThat(again.header("Cache-Control")).isEqualTo("no-store");
        assertThat(here.get(who, PREFERENCES).json().get("channels").toString()).isEqualTo("[\"post\"]");
        assertThat(repeats.told(who, 2)).isEqualTo(2);
    }

    @Test
    void anotherRequestWithTheKeyIsRefused() throws Exception {
        Shopper who = realm.toldShopper();
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
        assertThat(repeats.told(who, 1)).isEqualTo(1);
    }

    @Test
    void ofDifferentRequestsWithOneKeyAtOnceOneIsCarriedOut() throws Exception {
        Shopper who = realm.toldShopper();
        String key = key();

        List<Integer> statuses = Together.run(
                20,
                i -> (i % 2 == 0 ? here : there)
                        .patch(who, PREFERENCES, "{\"channels\": [\"" + (i % 4 < 2 ? "sms" : "post") + "\"]}", KEY, key)
                        .status());

        assertThat(statuses).containsOnly(200, 422);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(10);
        assertThat(repeats.told(who, 1)).isEqualTo(1);
    }

    @Test
    void aRefusalKeepsNothing() throws Exception {
        Shopper who = realm.toldShopper();
        String key = key();

        assertThat(here.patch(who, PREFERENCES, "{\"channels\": [\"fax\"]}", KEY, key)
                        .status())
                .isEqualTo(400);
        assertThat(here.patch(who, PREFERENCES, "{\"newsletter\": true}", KEY, key)
                        .status())
                .isEqualTo(409);
        assertThat(repeats.kept(who)).isZero();
        assertThat(there.patch(who, PREFERENCES, BY_SMS, KEY, key).status()).isEqualTo(200);
        assertThat(repeats.kept(who)).isEqualTo(1);
    }

    /** Somebody else holds the customer: the first request cannot go on, and the second does not wait for ever. */
    @Test
    void whoeverWaitsTooLongIsToldToComeBack() throws Exception {
        Shopper who = realm.toldShopper();
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
        assertThat(repeats.told(who, 1)).isEqualTo(1);
        assertThat(there.statuses().get("PATCH /preferences")).contains(503);
        assertThat(here.document().statuses("PATCH /preferences")).containsAll(Set.of(422, 503));
    }

    /** A node that dies after the commit has answered nobody; the answer is there all the same. */
    @Test
    void anAnswerThatWasLostWithItsNodeIsThere() throws Exception {
        Shopper who = realm.toldShopper();
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
