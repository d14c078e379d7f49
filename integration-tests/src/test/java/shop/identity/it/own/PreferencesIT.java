package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Preferences.GIVE;
import static shop.identity.it.own.Preferences.MARKETING;
import static shop.identity.it.own.Preferences.PREFERENCES;
import static shop.identity.it.own.Preferences.ok;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.own.OwnInterface.Answer;

/** How customers wish to be written to, one change after the other. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-1")
class PreferencesIT {

    private final Ground ground;
    private final Preferences preferences;
    private OwnRealm realm;
    private OwnInterface api;

    PreferencesIT(Ground ground) {
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
    void whoHasNotSaidAnything() throws Exception {
        Shopper who = realm.toldShopper();

        Answer answer = ok(api.get(who, PREFERENCES));

        assertThat(answer.json().toString())
                .isEqualTo("{\"language\":null,\"channels\":[\"email\"],\"newsletter\":false,\"consents\":["
                        + "{\"kind\":\"terms\",\"given\":false,\"textVersion\":null,\"time\":null},"
                        + "{\"kind\":\"marketing\",\"given\":false,\"textVersion\":null,\"time\":null}]}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(preferences.rows(who)).containsExactly("email t");
    }

    @Test
    void allOfThemAreSaid() throws Exception {
        Shopper who = realm.toldShopper();

        Answer answer = ok(api.put(
                who,
                PREFERENCES,
                "{\"language\": \"de\", \"channels\": [\"post\", \"sms\", \"post\"], \"newsletter\": false}"));

        assertThat(answer.text("language")).isEqualTo("de");
        assertThat(answer.json().get("channels").toString()).isEqualTo("[\"sms\",\"post\"]");
        Answer seen = ok(api.get(who, PREFERENCES));
        assertThat(seen.json()).isEqualTo(answer.json());
        assertThat(seen.etag()).isEqualTo(answer.etag()).isNotEmpty();
        assertThat(preferences.rows(who)).containsExactly("sms post t");
        assertThat(preferences.locales(who)).containsExactly("de");
        assertThat(preferences.told(who, 1, 2))
                .containsExactly(
                        "customer.updated [\"locale\"]", "customer.preferences_changed [\"channels\",\"language\"]");
    }

    @Test
    void someOfThemAreSaid() throws Exception {
        Shopper who = realm.toldShopper();
        ok(api.put(who, PREFERENCES, "{\"language\": \"de\", \"channels\": [], \"newsletter\": false}"));

        Answer answer = ok(api.patch(who, PREFERENCES, "{\"channels\": [\"push\"]}"));

        assertThat(answer.text("language")).isEqualTo("de");
        assertThat(answer.json().get("channels").toString()).isEqualTo("[\"push\"]");
        assertThat(ok(api.patch(who, PREFERENCES, "{\"language\": null}"))
                        .json()
                        .get("language")
                        .isNull())
                .isTrue();
        assertThat(preferences.locales(who)).isEmpty();
    }

    @Test
    void whatIsThereAlreadyIsNoChange() throws Exception {
        Shopper who = realm.toldShopper();
        ok(api.put(who, PREFERENCES, "{\"language\": \"de\", \"channels\": [\"sms\"], \"newsletter\": false}"));
        String etag = ok(api.get(who, PREFERENCES)).etag();
        ground.topic().eventually(who.id(), 3);

        Answer again =
                ok(api.put(who, PREFERENCES, "{\"language\": \"de\", \"channels\": [\"sms\"], \"newsletter\": false}"));
        ok(api.patch(who, PREFERENCES, "{}"));

        assertThat(again.etag()).isEqualTo(etag);
        assertThat(preferences.told(who, 3, 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {}                                                                  | channels, newsletter
                    {"channels": ["email"], "newsletter": null}                         | newsletter
                    {"channels": null, "newsletter": false}                             | channels
                    {"channels": "email", "newsletter": false}                          | channels
                    {"channels": ["EMAIL"], "newsletter": false}                        | channels
                    {"channels": ["fax"], "newsletter": false}                          | channels
                    {"channels": [1], "newsletter": false}                              | channels
                    {"channels": [], "newsletter": "false"}                             | newsletter
                    {"language": "fr", "channels": [], "newsletter": false}             | language
                    {"language": "DE", "channels": [], "newsletter": false}             | language
                    {"language": 1, "channels": [], "newsletter": false}                | language
                    {"consents": [], "channels": [], "newsletter": false}               | consents
                    {"language": "fr", "channels": ["x"], "newsletter": 1, "more": 1}   | channels, language, more, newsletter
                    """)
    void whatIsWrongIsNamedAndChangesNothing(String body, String named) throws Exception {
        Shopper who = realm.toldShopper();
        String etag = ok(api.get(who, PREFERENCES)).etag();

        Answer answer = api.put(who, PREFERENCES, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(String.join(", ", answer.wrong())).isEqualTo(named);
        assertThat(ok(api.get(who, PREFERENCES)).etag()).isEqualTo(etag);
    }

    @Test
    void whoHasSeenOthersChangesNothing() throws Exception {
        Shopper who = realm.toldShopper();
        String first = ok(api.get(who, PREFERENCES)).etag();
        String second = ok(api.patch(who, PREFERENCES, "{\"channels\": [\"sms\"]}", "If-Match", first))
                .etag();

        assertThat(api.patch(who, PREFERENCES, "{\"channels\": []}", "If-Match", first)
                        .status())
                .isEqualTo(412);
        ok(api.put(who, MARKETING, GIVE));
        assertThat(api.patch(who, PREFERENCES, "{\"channels\": []}", "If-Match", second)
                        .status())
                .as("a consent is seen there, too")
                .isEqualTo(412);
        assertThat(preferences.rows(who)).containsExactly("sms t");
        ok(api.patch(who, PREFERENCES, "{\"channels\": []}", "If-Match", "*"));
    }

    /** As it is of customers who were there before the pack, or live in a directory. */
    @Test
    void withoutARowItIsTheSame() throws Exception {
        Shopper who = realm.toldShopper();
        Answer before = ok(api.get(who, PREFERENCES));
        ground.execute("DELETE FROM SHOP_PREFERENCES WHERE USER_ID = '" + who.id() + "'");

        assertThat(ok(api.get(who, PREFERENCES)).etag()).isEqualTo(before.etag());
        ok(api.patch(who, PREFERENCES, "{\"channels\": [\"sms\"]}", "If-Match", before.etag()));
        assertThat(preferences.rows(who)).containsExactly("sms t");
    }

    @Test
    void aChangeThatCannotBeToldIsNone() throws Exception {
        Shopper who = realm.toldShopper();
        try (Untellable untellable = new Untellable(ground, who)) {
            assertThat(api.undocumented("PATCH", PREFERENCES, who, "{\"language\": \"de\", \"channels\": []}"))
                    .isGreaterThanOrEqualTo(400);
            assertThat(api.undocumented("PUT", MARKETING, who, GIVE)).isGreaterThanOrEqualTo(400);
        }

        assertThat(preferences.rows(who)).containsExactly("email t");
        assertThat(preferences.locales(who)).isEmpty();
        assertThat(preferences.log(who)).isEmpty();
        assertThat(preferences.told(who, 1, 0)).isEmpty();
    }

    /** Not the words, and not the customer's. */
    @Test
    @Tag("EV-5")
    void nothingOfItIsInTheEvent() throws Exception {
        Shopper who = realm.toldShopper();
        ok(api.put(who, PREFERENCES, "{\"language\": \"vi\", \"channels\": [\"push\"], \"newsletter\": false}"));

        CustomerRecord told = ground.topic().settled(who.id(), 3).get(2);

        assertThat(new TreeSet<>(Set.copyOf(names(told.data())))).containsExactly("changedAt", "customerId", "fields");
        assertThat(told.data().toString()).doesNotContain("vi\"", "push");
        assertThat(Duration.between(Instant.parse(told.data().get("changedAt").asText()), Instant.now()))
                .isLessThan(Duration.ofMinutes(1));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
