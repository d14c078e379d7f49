package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.consent.Consents;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.own.OwnInterface.Answer;

/** How customers wish to be written to, and what they agree to. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-1")
class PreferencesIT {

    private static final String PREFERENCES = "/preferences";
    private static final String CONSENTS = "/preferences/consents";
    private static final String MARKETING = CONSENTS + "/marketing";
    private static final String TERMS = CONSENTS + "/terms";
    private static final String GIVE = "{\"given\": true, \"textVersion\": \"2026-11\"}";
    private static final String WITHDRAW = "{\"given\": false}";

    private final Ground ground;
    private ShippedRealm realm;
    private Shoppers shoppers;
    private OwnInterface api;

    PreferencesIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, shipped -> {
            ShippedRealm.hashesCheaply(shipped);
            shipped.setVerifyEmail(false);
        });
        shoppers = new Shoppers(ground, realm);
        api = OwnInterface.ofCustomers(ground.node(), realm.name());
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    private List<String> rows(Shopper who) {
        return ground.query(
                "SELECT concat_ws(' ', CHANNELS, NEWSLETTER) FROM SHOP_PREFERENCES WHERE USER_ID = ?", who.id());
    }

    private List<String> locales(Shopper who) {
        return ground.query("SELECT VALUE FROM USER_ATTRIBUTE WHERE NAME = 'locale' AND USER_ID = ?", who.id());
    }

    private List<String> log(Shopper who) {
        return ground.query("""
                SELECT concat_ws(' ', KIND, GIVEN, TEXT_VERSION, ACTOR, CHANNEL) FROM SHOP_CONSENT
                 WHERE USER_ID = ? ORDER BY AT
                """, who.id());
    }

    /** The names of what changed, of each event after the first so many. */
    private List<String> told(Shopper who, int known, int count) {
        List<CustomerRecord> all = ground.topic().settled(who.id(), known + count);
        assertThat(all).hasSize(known + count);
        return all.subList(known, all.size()).stream()
                .map(record -> record.type() + " " + record.data().get("fields"))
                .toList();
    }

    private Shopper shopper() throws Exception {
        Shopper who = shoppers.shopper();
        ground.topic().eventually(who.id(), 1);
        return who;
    }

    private static JsonNode marketing(Answer preferences) {
        return StreamSupport.stream(preferences.json().get("consents").spliterator(), false)
                .filter(consent -> consent.get("kind").asText().equals("marketing"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoHasNotSaidAnything() throws Exception {
        Shopper who = shopper();

        Answer answer = ok(api.get(who, PREFERENCES));

        assertThat(answer.json().toString())
                .isEqualTo("{\"language\":null,\"channels\":[\"email\"],\"newsletter\":false,\"consents\":["
                        + "{\"kind\":\"terms\",\"given\":false,\"textVersion\":null,\"time\":null},"
                        + "{\"kind\":\"marketing\",\"given\":false,\"textVersion\":null,\"time\":null}]}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(rows(who)).containsExactly("email t");
    }

    @Test
    void allOfThemAreSaid() throws Exception {
        Shopper who = shopper();

        Answer answer = ok(api.put(
                who,
                PREFERENCES,
                "{\"language\": \"de\", \"channels\": [\"post\", \"sms\", \"post\"], \"newsletter\": false}"));

        assertThat(answer.text("language")).isEqualTo("de");
        assertThat(answer.json().get("channels").toString()).isEqualTo("[\"sms\",\"post\"]");
        Answer seen = ok(api.get(who, PREFERENCES));
        assertThat(seen.json()).isEqualTo(answer.json());
        assertThat(seen.etag()).isEqualTo(answer.etag()).isNotEmpty();
        assertThat(rows(who)).containsExactly("sms post t");
        assertThat(locales(who)).containsExactly("de");
        assertThat(told(who, 1, 2))
                .containsExactly(
                        "customer.updated [\"locale\"]", "customer.preferences_changed [\"channels\",\"language\"]");
    }

    @Test
    void someOfThemAreSaid() throws Exception {
        Shopper who = shopper();
        ok(api.put(who, PREFERENCES, "{\"language\": \"de\", \"channels\": [], \"newsletter\": false}"));

        Answer answer = ok(api.patch(who, PREFERENCES, "{\"channels\": [\"push\"]}"));

        assertThat(answer.text("language")).isEqualTo("de");
        assertThat(answer.json().get("channels").toString()).isEqualTo("[\"push\"]");
        assertThat(ok(api.patch(who, PREFERENCES, "{\"language\": null}"))
                        .json()
                        .get("language")
                        .isNull())
                .isTrue();
        assertThat(locales(who)).isEmpty();
    }

    @Test
    void withoutALanguageItIsTheRealmsOwn() throws Exception {
        Shopper who = shopper();
        ok(api.patch(who, PREFERENCES, "{\"language\": \"vi\"}"));

        ok(api.put(who, PREFERENCES, "{\"channels\": [\"email\"], \"newsletter\": false}"));

        assertThat(locales(who)).isEmpty();
    }

    @Test
    void whatIsThereAlreadyIsNoChange() throws Exception {
        Shopper who = shopper();
        ok(api.put(who, PREFERENCES, "{\"language\": \"de\", \"channels\": [\"sms\"], \"newsletter\": false}"));
        String etag = ok(api.get(who, PREFERENCES)).etag();
        ground.topic().eventually(who.id(), 3);

        Answer again =
                ok(api.put(who, PREFERENCES, "{\"language\": \"de\", \"channels\": [\"sms\"], \"newsletter\": false}"));
        ok(api.patch(who, PREFERENCES, "{}"));

        assertThat(again.etag()).isEqualTo(etag);
        assertThat(told(who, 3, 0)).isEmpty();
    }

    /** One fact, whoever says it. */
    @Test
    void theLanguageIsKeycloaksOwn() throws Exception {
        Shopper who = shopper();
        String etag = ok(api.get(who, PREFERENCES)).etag();
        UserRepresentation user = realm.resource().users().get(who.id()).toRepresentation();
        user.singleAttribute("locale", "vi");
        realm.resource().users().get(who.id()).update(user);

        Answer seen = ok(api.get(who, PREFERENCES));

        assertThat(seen.text("language")).isEqualTo("vi");
        assertThat(seen.etag()).isNotEqualTo(etag);
        assertThat(told(who, 1, 2))
                .containsExactly("customer.updated [\"locale\"]", "customer.preferences_changed [\"language\"]");
        assertThat(api.patch(who, PREFERENCES, "{\"channels\": []}", "If-Match", etag)
                        .status())
                .isEqualTo(412);
    }

    /** Else nobody could change anything any more until the language is. */
    @Test
    void aLanguageThatIsOfferedNoMoreMayStay() throws Exception {
        Shopper who = shopper();
        UserRepresentation user = realm.resource().users().get(who.id()).toRepresentation();
        user.singleAttribute("locale", "tlh");
        realm.resource().users().get(who.id()).update(user);

        assertThat(ok(api.patch(who, PREFERENCES, "{\"channels\": [\"post\"]}")).text("language"))
                .isEqualTo("tlh");
    }

    @Test
    void aRealmOfOneLanguageTakesAny() throws Exception {
        try (ShippedRealm plain = new ShippedRealm(ground, shipped -> {
            ShippedRealm.hashesCheaply(shipped);
            shipped.setInternationalizationEnabled(false);
        })) {
            Shopper who = new Shoppers(ground, plain).shopper();
            OwnInterface there = OwnInterface.ofCustomers(ground.node(), plain.name());

            assertThat(there.patch(who, PREFERENCES, "{\"language\": \"pt-BR\"}")
                            .text("language"))
                    .isEqualTo("pt-BR");
            for (String odd : List.of("", "x", "de_DE", "a-", "x".repeat(36))) {
                assertThat(there.patch(who, PREFERENCES, "{\"language\": \"" + odd + "\"}")
                                .status())
                        .as(odd)
                        .isEqualTo(400);
            }
        }
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
        Shopper who = shopper();
        String etag = ok(api.get(who, PREFERENCES)).etag();

        Answer answer = api.put(who, PREFERENCES, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(String.join(", ", answer.wrong())).isEqualTo(named);
        assertThat(ok(api.get(who, PREFERENCES)).etag()).isEqualTo(etag);
    }

    @Test
    void whoHasSeenOthersChangesNothing() throws Exception {
        Shopper who = shopper();
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
        assertThat(rows(who)).containsExactly("sms t");
        ok(api.patch(who, PREFERENCES, "{\"channels\": []}", "If-Match", "*"));
    }

    @Test
    void aConsentIsGivenAndWithdrawnByTheSameRequest() throws Exception {
        Shopper who = shopper();
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
        assertThat(log(who))
                .containsExactly("marketing t 2026-11 self realm-api", "marketing f 2026-11 self realm-api");
        assertThat(told(who, 1, 2)).containsOnly("customer.preferences_changed [\"marketing\",\"newsletter\"]");
    }

    @Test
    void whatCountsAlreadyAddsNothing() throws Exception {
        Shopper who = shopper();
        ok(api.put(who, MARKETING, WITHDRAW));
        assertThat(log(who)).as("nobody has asked").isEmpty();
        ok(api.put(who, MARKETING, GIVE));
        ok(api.put(who, MARKETING, GIVE));
        ok(api.put(who, MARKETING, WITHDRAW));
        ok(api.put(who, MARKETING, WITHDRAW));
        ok(api.put(who, MARKETING, "{\"given\": false, \"textVersion\": \"2026-11\"}"));

        assertThat(log(who)).hasSize(2);
        assertThat(told(who, 1, 2)).hasSize(2);
    }

    @Test
    void anotherTextIsAnotherDecision() throws Exception {
        Shopper who = shopper();
        ok(api.put(who, TERMS, GIVE));

        ok(api.put(who, TERMS, "{\"given\": true, \"textVersion\": \"2027-01\"}"));

        assertThat(log(who)).containsExactly("terms t 2026-11 self realm-api", "terms t 2027-01 self realm-api");
        assertThat(told(who, 1, 2)).containsOnly("customer.preferences_changed [\"terms\"]");
    }

    @Test
    void aRefusalCanBeKeptAsWell() throws Exception {
        Shopper who = shopper();

        ok(api.put(who, MARKETING, "{\"given\": false, \"textVersion\": \"2026-11\"}"));

        assertThat(log(who)).containsExactly("marketing f 2026-11 self realm-api");
        assertThat(told(who, 1, 1)).containsExactly("customer.preferences_changed [\"marketing\"]");
    }

    @Test
    void theTermsCannotBeWithdrawnFrom() throws Exception {
        Shopper who = shopper();
        ok(api.put(who, TERMS, GIVE));

        Answer answer = api.put(who, TERMS, WITHDRAW);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail"))
                .isEqualTo("The terms are what being a customer rests on: they end with the account.");
        assertThat(log(who)).hasSize(1);
    }

    @Test
    void thereIsNoNewsletterWithoutTheConsent() throws Exception {
        Shopper who = shopper();

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
        assertThat(told(who, 1, 4))
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
        Shopper who = shopper();

        Answer answer = api.put(who, MARKETING, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(String.join(", ", answer.wrong())).isEqualTo(named);
        assertThat(log(who)).isEmpty();
    }

    @Test
    void versionsOf255CharactersAndNoMore() throws Exception {
        Shopper who = shopper();
        String template = "{\"given\": true, \"textVersion\": \"%s\"}";

        assertThat(api.put(who, MARKETING, template.formatted("x".repeat(256))).status())
                .isEqualTo(400);
        ok(api.put(who, MARKETING, template.formatted("x".repeat(255))));
    }

    @Test
    void anotherConsentIsNotThere() throws Exception {
        Shopper who = shopper();
        for (String kind : List.of("/cookies", "/MARKETING", "/%00", "/" + UUID.randomUUID())) {
            assertThat(api.put(who, CONSENTS + kind, GIVE).status()).as(kind).isEqualTo(404);
        }
    }

    @Test
    void theLogIsShownPageByPageTheNewestFirst() throws Exception {
        Shopper who = shopper();
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
        assertThat(ok(api.get(shopper(), CONSENTS)).json()).isEmpty();
    }

    /** By the transaction that wrote the row: a log is only ever added to, so it still says so. */
    @Test
    @Tag("RG-2")
    void preferencesComeWithTheRegistration() throws Exception {
        String email = "prefers-" + UUID.randomUUID() + "@example.com";

        assertThat(ground.registrationIn(realm.name())
                        .open()
                        .submit(email, Map.of("marketingConsent", "on"))
                        .isRegistered())
                .isTrue();

        assertThat(ground.query("""
                SELECT concat_ws(' ', p.CHANNELS, p.NEWSLETTER, p.xmin = c.xmin) FROM SHOP_PREFERENCES p
                  JOIN SHOP_CONSENT c ON c.USER_ID = p.USER_ID AND c.KIND = 'marketing'
                  JOIN USER_ENTITY u ON u.ID = p.USER_ID WHERE u.EMAIL = ?
                """, email)).containsExactly("email t t");
    }

    @Test
    @Tag("RG-2")
    void aCustomerWhosePreferencesCannotBeKeptDoesNotComeToBe() throws Exception {
        String email = "lost-" + UUID.randomUUID() + "@example.com";
        ground.execute("ALTER TABLE SHOP_PREFERENCES ADD CONSTRAINT CK_NOBODY CHECK (REALM_ID <> '" + realmId()
                + "') NOT VALID");
        try {
            assertThat(ground.registrationIn(realm.name())
                            .open()
                            .submit(email, Map.of())
                            .isRegistered())
                    .isFalse();
        } finally {
            ground.execute("ALTER TABLE SHOP_PREFERENCES DROP CONSTRAINT CK_NOBODY");
        }

        assertThat(ground.customerId(email)).isEmpty();
        assertThat(ground.registrationIn(realm.name())
                        .open()
                        .submit(email, Map.of())
                        .isRegistered())
                .isTrue();
    }

    private String realmId() {
        return realm.resource().toRepresentation().getId();
    }

    /** As it is of customers who were there before the pack, or live in a directory. */
    @Test
    void withoutARowItIsTheSame() throws Exception {
        Shopper who = shopper();
        Answer before = ok(api.get(who, PREFERENCES));
        ground.execute("DELETE FROM SHOP_PREFERENCES WHERE USER_ID = '" + who.id() + "'");

        assertThat(ok(api.get(who, PREFERENCES)).etag()).isEqualTo(before.etag());
        ok(api.patch(who, PREFERENCES, "{\"channels\": [\"sms\"]}", "If-Match", before.etag()));
        assertThat(rows(who)).containsExactly("sms t");
    }

    @Test
    void manyWhoComeAtOnceHaveTheirsEach() throws Exception {
        List<UserRepresentation> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(AdminApi.person("many-" + UUID.randomUUID() + "@example.com"));
        }
        PartialImportRepresentation order = new PartialImportRepresentation();
        order.setUsers(many);
        order.setIfResourceExists("FAIL");
        try (Response answer = realm.resource().partialImport(order)) {
            assertThat(answer.getStatus()).isEqualTo(200);
        }

        assertThat(ground.count("""
                SELECT COUNT(*) FROM SHOP_PREFERENCES p JOIN USER_ENTITY u ON u.ID = p.USER_ID
                 WHERE u.EMAIL LIKE 'many-%' AND u.REALM_ID = p.REALM_ID AND p.REALM_ID = ?
                """, realmId())).isEqualTo(50);
    }

    @Test
    void aChangeThatCannotBeToldIsNone() throws Exception {
        Shopper who = shopper();
        ground.execute(
                "ALTER TABLE SHOP_OUTBOX ADD CONSTRAINT CK_NOBODY CHECK (AGGREGATEID <> '" + who.id() + "') NOT VALID");
        try {
            assertThat(raw("PATCH", PREFERENCES, who, "{\"language\": \"de\", \"channels\": []}"))
                    .isGreaterThanOrEqualTo(400);
            assertThat(raw("PUT", MARKETING, who, GIVE)).isGreaterThanOrEqualTo(400);
        } finally {
            ground.execute("ALTER TABLE SHOP_OUTBOX DROP CONSTRAINT CK_NOBODY");
        }

        assertThat(rows(who)).containsExactly("email t");
        assertThat(locales(who)).isEmpty();
        assertThat(log(who)).isEmpty();
        assertThat(told(who, 1, 0)).isEmpty();
    }

    /** No document names such an answer. */
    private int raw(String method, String path, Shopper who, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(ground.node().baseUrl() + "/realms/" + realm.name() + "/shop-customer/me" + path))
                .header("Authorization", who.bearer())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void theyGoWithTheCustomerAndWithTheRealm() throws Exception {
        Shopper who = shopper();
        ok(api.put(who, MARKETING, GIVE));
        realm.resource().users().delete(who.id()).close();
        assertThat(rows(who)).isEmpty();
        assertThat(log(who)).isEmpty();

        Shopper other;
        try (ShippedRealm gone = new ShippedRealm(ground, ShippedRealm::hashesCheaply)) {
            other = new Shoppers(ground, gone).shopper();
            assertThat(rows(other)).hasSize(1);
        }
        assertThat(rows(other)).isEmpty();
    }

    /** The proof is left, in its order, and nothing in it that was in the log. */
    @Test
    @Tag("GD-4")
    @Tag("GD-10")
    void erasedConsentsLeadToNobody() throws Exception {
        Shopper who = shopper();
        Shopper other = shopper();
        for (Shopper each : List.of(who, other)) {
            ok(api.put(each, TERMS, GIVE));
            ok(api.put(each, MARKETING, GIVE));
            ok(api.put(each, MARKETING, WITHDRAW));
        }
        List<String> ids = ground.query("SELECT ID FROM SHOP_CONSENT WHERE USER_ID = ?", who.id());
        List<String> names = ground.query("SELECT DISTINCT USER_ID FROM SHOP_CONSENT WHERE REALM_ID = ?", realmId());

        for (int twice = 0; twice < 2; twice++) {
            try (Connection connection = ground.postgres().connect()) {
                new Consents().unname(connection, realmId(), who.id());
            }
        }

        assertThat(log(who)).isEmpty();
        assertThat(log(other)).hasSize(3);
        List<String> erased = new ArrayList<>(
                ground.query("SELECT DISTINCT USER_ID FROM SHOP_CONSENT WHERE REALM_ID = ?", realmId()));
        erased.removeAll(names);
        assertThat(erased).singleElement().asString().startsWith("erased-").doesNotContain(who.id());
        assertThat(ground.query(
                        "SELECT concat_ws(' ', KIND, GIVEN, TEXT_VERSION) FROM SHOP_CONSENT WHERE USER_ID = ? ORDER BY AT",
                        erased.get(0)))
                .containsExactly("terms t 2026-11", "marketing t 2026-11", "marketing f 2026-11");
        assertThat(ground.query("SELECT ID FROM SHOP_CONSENT WHERE USER_ID = ?", erased.get(0)))
                .hasSize(3)
                .doesNotContainAnyElementsOf(ids);
        assertThat(ground.count(
                        "SELECT COUNT(*) FROM SHOP_CONSENT WHERE USER_ID = ? AND AT - date_trunc('day', AT, 'UTC') > interval '1 ms'",
                        erased.get(0)))
                .isZero();
    }

    @Test
    void whoMayOnlyLookChangesNothing() throws Exception {
        Shopper who = shopper();
        Shopper viewer = OwnRoles.only(realm, who, ground, "view-profile");

        assertThat(api.get(viewer, PREFERENCES).status()).isEqualTo(200);
        assertThat(api.get(viewer, CONSENTS).status()).isEqualTo(200);
        assertThat(api.patch(viewer, PREFERENCES, "{}").status()).isEqualTo(403);
        assertThat(api.put(viewer, MARKETING, GIVE).status()).isEqualTo(403);
        Shopper nobody = OwnRoles.only(realm, who, ground);
        assertThat(api.get(nobody, PREFERENCES).status()).isEqualTo(403);
        assertThat(api.get(nobody, CONSENTS).status()).isEqualTo(403);
        assertThat(log(who)).isEmpty();
    }

    /** Not the words, and not the customer's. */
    @Test
    @Tag("EV-5")
    void nothingOfItIsInTheEvent() throws Exception {
        Shopper who = shopper();
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

    @Test
    void aRealmThatDoesNotTakePartHasNone() throws Exception {
        try (ShippedRealm stranger = new ShippedRealm(ground, settings -> {
            ShippedRealm.hashesCheaply(settings);
            settings.setEventsListeners(List.of("jboss-logging"));
        })) {
            Shopper who = new Shoppers(ground, stranger).shopper();

            assertThat(OwnInterface.ofCustomers(ground.node(), stranger.name())
                            .get(who, PREFERENCES)
                            .status())
                    .isEqualTo(404);
            assertThat(rows(who)).isEmpty();
        }
    }

    /** Of the 422 and the 503 the tests of repeated requests take care. */
    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        OwnInterface all = OwnInterface.ofCustomers(ground.node(), realm.name());
        Shopper who = shopper();
        Shopper nobody = OwnRoles.only(realm, shopper(), ground);
        String large = "{\"x\": \"" + "x".repeat(70_000) + "\"}";
        for (String operation : List.of(
                "GET " + PREFERENCES,
                "PUT " + PREFERENCES,
                "PATCH " + PREFERENCES,
                "GET " + CONSENTS,
                "PUT " + MARKETING)) {
            String method = operation.split(" ")[0];
            String path = operation.split(" ")[1];
            String body = method.equals("GET") ? "" : "{}";
            all.send(method, path, null, body);
            all.send(method, path, nobody.bearer(), body);
            all.send(method, path, who.bearer(), body);
            all.send(method, path + "?x=1", who.bearer(), body);
            if (!body.isEmpty()) {
                all.send(method, path, who.bearer(), large);
            }
        }
        String newsletter = "{\"channels\": [], \"newsletter\": true}";
        all.put(who, PREFERENCES, newsletter);
        all.patch(who, PREFERENCES, newsletter);
        all.put(who, PREFERENCES, "{\"channels\": [], \"newsletter\": false}");
        all.put(who, PREFERENCES, newsletter, "If-Match", "\"0\"");
        all.patch(who, PREFERENCES, "{}", "If-Match", "\"0\"");
        all.put(who, MARKETING, GIVE);
        all.put(who, TERMS, WITHDRAW);
        all.put(who, CONSENTS + "/cookies", GIVE);

        assertThat(all.document().undescribedPathParameters()).isEmpty();
        assertThat(all.statuses()).hasSize(5);
        all.statuses().forEach((operation, seen) -> {
            Set<Integer> documented = new TreeSet<>(all.document().statuses(operation));
            documented.removeAll(Set.of(422, 503));
            assertThat(seen).as(operation).isEqualTo(documented);
        });
    }
}
