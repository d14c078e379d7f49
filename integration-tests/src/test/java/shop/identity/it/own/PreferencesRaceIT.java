package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Topic;
import shop.identity.it.ground.TwoNodes;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.KeycloakNode;

/** One customer's preferences, changed by many at once over two nodes. */
@OnGround
@TwoNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-1")
class PreferencesRaceIT {

    private static final int MANY = 40;
    private static final String PREFERENCES = "/preferences";
    private static final String MARKETING = "/preferences/consents/marketing";
    private static final List<String> LANGUAGES = List.of("en", "de", "vi");

    private final Ground ground;
    private KeycloakNode second;
    private ShippedRealm realm;
    private Shoppers shoppers;
    private OwnInterface here;
    private OwnInterface there;

    PreferencesRaceIT(Ground ground) {
        this.ground = ground;
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
    }

    private OwnInterface at(int number) {
        return number % 2 == 0 ? here : there;
    }

    @Test
    void ofManyWhoHaveSeenOneVersionOneChangesIt() throws Exception {
        Shopper who = shoppers.shopper();
        String seen = here.get(who, PREFERENCES).etag();

        List<Integer> statuses = Together.run(
                MANY,
                i -> at(i).patch(
                                who,
                                PREFERENCES,
                                "{\"language\": \"" + LANGUAGES.get(i % LANGUAGES.size()) + "\"}",
                                "If-Match",
                                seen)
                        .status());

        assertThat(statuses).containsOnly(200, 412);
        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(ground.topic().settled(who.id(), 3))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created", "customer.updated", "customer.preferences_changed");
    }

    /** Keycloak keeps attributes in rows of their own, and would keep two. */
    @Test
    void howeverManySayTheLanguageThereIsOne() throws Exception {
        Shopper who = shoppers.shopper();

        List<Answer> answers = Together.run(
                MANY,
                i -> at(i).patch(who, PREFERENCES, "{\"language\": \"" + LANGUAGES.get(i % LANGUAGES.size()) + "\"}"));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        List<String> locale =
                ground.query("SELECT VALUE FROM USER_ATTRIBUTE WHERE NAME = 'locale' AND USER_ID = ?", who.id());
        assertThat(locale).hasSize(1);
        assertThat(here.get(who, PREFERENCES).text("language")).isEqualTo(locale.get(0));
        assertThat(there.get(who, PREFERENCES).text("language")).isEqualTo(locale.get(0));
        assertThat(realm.resource().users().get(who.id()).toRepresentation().firstAttribute("locale"))
                .isEqualTo(locale.get(0));
        assertThat(Topic.disorder(ground.topic().settled(who.id(), 3))).isEmpty();
    }

    /** Each entry of the log is another decision than the one before, and each is told. */
    @Test
    void givenAndWithdrawnByManyAtOnce() throws Exception {
        Shopper who = shoppers.shopper();

        List<Answer> answers = Together.run(
                MANY,
                i -> at(i).put(
                                who,
                                MARKETING,
                                i % 4 < 2 ? "{\"given\": true, \"textVersion\": \"1\"}" : "{\"given\": false}"));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        List<String> log = ground.query("SELECT GIVEN FROM SHOP_CONSENT WHERE USER_ID = ? ORDER BY AT, ID", who.id());
        assertThat(log).isNotEmpty().first().isEqualTo("t");
        for (int i = 1; i < log.size(); i++) {
            assertThat(log.get(i)).isNotEqualTo(log.get(i - 1));
        }
        assertThat(ground.topic().settled(who.id(), 1 + log.size())).hasSize(1 + log.size());
    }

    @Test
    void aCustomerWhoIsRemovedMeanwhileLeavesNothing() throws Exception {
        for (int round = 0; round < 5; round++) {
            Shopper who = shoppers.shopper();

            List<Integer> statuses = Together.run(12, i -> {
                if (i == 0) {
                    return realm.resource().users().delete(who.id()).getStatus();
                }
                return (i % 3 == 0
                                ? at(i).put(who, MARKETING, "{\"given\": true, \"textVersion\": \"" + i + "\"}")
                                : at(i).patch(
                                                who,
                                                PREFERENCES,
                                                "{\"channels\": [\"sms\"]}",
                                                "Idempotency-Key",
                                                "key " + i))
                        .status();
            });

            assertThat(statuses.get(0)).isEqualTo(204);
            assertThat(statuses.subList(1, statuses.size())).isSubsetOf(200, 401);
            assertThat(ground.count("""
                    SELECT (SELECT COUNT(*) FROM SHOP_PREFERENCES WHERE USER_ID = ?)
                         + (SELECT COUNT(*) FROM SHOP_CONSENT WHERE USER_ID = ?)
                         + (SELECT COUNT(*) FROM SHOP_REPEATABLE_ANSWER WHERE CALLER_ID = ?)
                    """, who.id(), who.id(), who.id())).isZero();
        }
    }
}
