package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Preferences.CONSENTS;
import static shop.identity.it.own.Preferences.GIVE;
import static shop.identity.it.own.Preferences.MARKETING;
import static shop.identity.it.own.Preferences.PREFERENCES;
import static shop.identity.it.own.Preferences.TERMS;
import static shop.identity.it.own.Preferences.WITHDRAW;
import static shop.identity.it.own.Preferences.marketing;
import static shop.identity.it.own.Preferences.ok;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.own.OwnInterface.Answer;

/** What customers agree to, and no more. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-1")
class ConsentsIT {

    private final Ground ground;
    private final Preferences preferences;
    private OwnRealm realm;
    private OwnInterface api;

    ConsentsIT(Ground ground) {
        this.ground = ground;
        this.preferences = new Preferences(ground);
    }

    @BeforeAll
    void prepare() {
        realm = new OwnRealm(ground);
        api = realm.customers();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @Test
    void aConsentIsGivenAndWithdrawnByTheSameRequest() throws Exception {
        Shopper who = realm.toldShopper();
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        Answer given = ok(api.put(who, MARKETING, GIVE));
        Answer seen = ok(api.get(who, PREFERENCES));
        Answer withdrawn = ok(api.put(who, MARKETING, WITHDRAW));

        assertThat(given.json().get("given").asBoolean()).isTrue();
        assertThat(given.text("textVersion")).isEqualTo("2026-11");
        assertThat(Instant.parse(given.text("time"))).isBetween(before, Instant.now());
        assertThat(marketing(seen)).isEqualTo(given.json());
        assertThat(seen.json().get("newsletter").asBoolean()).isTrue();
        assertThat(withdrawn.json().get("given").asBoolean()).isFalse();
        assertThat(withdrawn.text("textVersion")).isEqualTo("2026-11");
        assertThat(preferences.log(who))
                .containsExactly("marketing t 2026-11 self realm-api", "marketing f 2026-11 self realm-api");
        assertThat(preferences.told(who, 1, 2))
                .containsOnly("customer.preferences_changed [\"marketing\",\"newsletter\"]");
    }

    @Test
    void whatCountsAlreadyAddsNothing() throws Exception {
        Shopper who = realm.toldShopper();
        ok(api.put(who, MARKETING, WITHDRAW));
        assertThat(preferences.log(who)).as("nobody has asked").isEmpty();
        ok(api.put(who, MARKETING, GIVE));
        ok(api.put(who, MARKETING, GIVE));
        ok(api.put(who, MARKETING, WITHDRAW));
        ok(api.put(who, MARKETING, WITHDRAW));
        ok(api.put(who, MARKETING, "{\"given\": false, \"textVersion\": \"2026-11\"}"));

        assertThat(preferences.log(who)).hasSize(2);
        assertThat(preferences.told(who, 1, 2)).hasSize(2);
    }

    @Test
    void anotherTextIsAnotherDecision() throws Exception {
        Shopper who = realm.toldShopper();
        ok(api.put(who, TERMS, GIVE));

        ok(api.put(who, TERMS, "{\"given\": true, \"textVersion\": \"2027-01\"}"));

        assertThat(preferences.log(who))
                .containsExactly("terms t 2026-11 self realm-api", "terms t 2027-01 self realm-api");
        assertThat(preferences.told(who, 1, 2)).containsOnly("customer.preferences_changed [\"terms\"]");
    }

    @Test
    void aRefusalCanBeKeptAsWell() throws Exception {
        Shopper who = realm.toldShopper();

        ok(api.put(who, MARKETING, "{\"given\": false, \"textVersion\": \"2026-11\"}"));

        assertThat(preferences.log(who)).containsExactly("marketing f 2026-11 self realm-api");
        assertThat(preferences.told(who, 1, 1)).containsExactly("customer.preferences_changed [\"marketing\"]");
    }

    @Test
    void theTermsCannotBeWithdrawnFrom() throws Exception {
        Shopper who = realm.toldShopper();
        ok(api.put(who, TERMS, GIVE));

        Answer answer = api.put(who, TERMS, WITHDRAW);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail"))
                .isEqualTo("The terms are what being a customer rests on: they end with the account.");
        assertThat(preferences.log(who)).hasSize(1);
    }

    @Test
    void thereIsNoNewsletterWithoutTheConsent() throws Exception {
        Shopper who = realm.toldShopper();

        assertThat(api.patch(who, PREFERENCES, "{\"newsletter\": true}").status())
                .isEqualTo(409);
        ok(api.put(who, MARKETING, GIVE));
        assertThat(ok(api.get(who, PREFERENCES)).json().get("newsletter").asBoolean())
                .isTrue();
        ok(api.patch(who, PREFERENCES, "{\"newsletter\": false}"));
        assertThat(marketing(ok(api.get(who, PREFERENCES))).get("given").asBoolean())
                .as("switched off alone")
                .isTrue();
        ok(api.put(who, MARKETING, WITHDRAW));
        assertThat(api.patch(who, PREFERENCES, "{\"newsletter\": true}").status())
                .isEqualTo(409);
        ok(api.put(who, MARKETING, GIVE));
        assertThat(ok(api.get(who, PREFERENCES)).json().get("newsletter").asBoolean())
                .as("whoever agrees anew wants it")
                .isTrue();
        assertThat(preferences.told(who, 1, 4))
                .containsExactly(
                        "customer.preferences_changed [\"marketing\",\"newsletter\"]",
                        "customer.preferences_changed [\"newsletter\"]",
                        "customer.preferences_changed [\"marketing\"]",
                        "customer.preferences_changed [\"marketing\",\"newsletter\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {}                                                  | given
                    {"given": null}                                     | given
                    {"given": "true", "textVersion": "1"}               | given
                    {"given": true}                                     | textVersion
                    {"given": true, "textVersion": ""}                  | textVersion
                    {"given": true, "textVersion": " "}                 | textVersion
                    {"given": true, "textVersion": 1}                   | textVersion
                    {"given": true, "textVersion": "a\\u0000b"}         | textVersion
                    {"given": true, "textVersion": "1", "time": "now"}  | time
                    """)
    void whatIsNoDecisionIsNamed(String body, String named) throws Exception {
        Shopper who = realm.toldShopper();

        Answer answer = api.put(who, MARKETING, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(String.join(", ", answer.wrong())).isEqualTo(named);
        assertThat(preferences.log(who)).isEmpty();
    }

    @Test
    void versionsOf255CharactersAndNoMore() throws Exception {
        Shopper who = realm.toldShopper();
        String template = "{\"given\": true, \"textVersion\": \"%s\"}";

        assertThat(api.put(who, MARKETING, template.formatted("x".repeat(256))).status())
                .isEqualTo(400);
        ok(api.put(who, MARKETING, template.formatted("x".repeat(255))));
    }

    @Test
    void anotherConsentIsNotThere() throws Exception {
        Shopper who = realm.toldShopper();
        for (String kind : List.of("/cookies", "/MARKETING", "/%00", "/" + UUID.randomUUID())) {
            assertThat(api.put(who, CONSENTS + kind, GIVE).status()).as(kind).isEqualTo(404);
        }
    }

    @Test
    void theLogIsShownPageByPageTheNewestFirst() throws Exception {
        Shopper who = realm.toldShopper();
        for (int i = 0; i < 3; i++) {
            ok(api.put(who, MARKETING, "{\"given\": true, \"textVersion\": \"" + i + "\"}"));
        }
        ok(api.put(who, MARKETING, WITHDRAW));

        assertThat(ok(api.get(who, CONSENTS)).json())
                .extracting(entry -> entry.get("given").asText()
                        + entry.get("textVersion").asText()
                        + entry.get("actor").asText()
                        + entry.get("channel").asText())
                .containsExactly(
                        "false2selfrealm-api", "true2selfrealm-api", "true1selfrealm-api", "true0selfrealm-api");
        assertThat(ok(api.get(who, CONSENTS + "?first=1&max=2")).json())
                .extracting(entry -> entry.get("textVersion").asText())
                .containsExactly("2", "1");
        for (String query : List.of("max=0", "max=101", "first=-1", "kind=terms", "max=1&max=2")) {
            assertThat(api.get(who, CONSENTS + "?" + query).status()).as(query).isEqualTo(400);
        }
        assertThat(ok(api.get(realm.toldShopper(), CONSENTS)).json()).isEmpty();
    }
}
