package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Preferences.GIVE;
import static shop.identity.it.own.Preferences.MARKETING;
import static shop.identity.it.own.Preferences.PREFERENCES;
import static shop.identity.it.own.Preferences.TERMS;
import static shop.identity.it.own.Preferences.WITHDRAW;
import static shop.identity.it.own.Preferences.ok;

import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.PartialImportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.consent.Consents;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;

/** Preferences and consents come with the customer, and go with the customer or the realm. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-1")
class PreferencesLifetimeIT {

    private final Ground ground;
    private final Preferences preferences;
    private OwnRealm realm;
    private OwnInterface api;

    PreferencesLifetimeIT(Ground ground) {
        this.ground = ground;
        this.preferences = new Preferences(ground);
    }

    @BeforeAll
    void prepare() {
        realm = new OwnRealm(ground, PreferencesLifetimeIT::withoutVerification);
        api = realm.customers();
    }

    /** Whoever registers is a customer at once. */
    private static void withoutVerification(RealmRepresentation shipped) {
        ShippedRealm.hashesCheaply(shipped);
        shipped.setVerifyEmail(false);
    }

    @AfterAll
    void close() {
        realm.close();
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
        ground.execute("ALTER TABLE SHOP_PREFERENCES ADD CONSTRAINT CK_NOBODY CHECK (REALM_ID <> '" + realm.id()
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
                """, realm.id())).isEqualTo(50);
    }

    @Test
    void aRealmThatDoesNotTakePartHasNone() throws Exception {
        try (OwnRealm stranger = new OwnRealm(ground, settings -> {
            ShippedRealm.hashesCheaply(settings);
            settings.setEventsListeners(List.of("jboss-logging"));
        })) {
            Shopper who = stranger.shopper();

            assertThat(stranger.customers().get(who, PREFERENCES).status()).isEqualTo(404);
            assertThat(preferences.rows(who)).isEmpty();
        }
    }

    @Test
    void theyGoWithTheCustomerAndWithTheRealm() throws Exception {
        Shopper who = realm.toldShopper();
        ok(api.put(who, MARKETING, GIVE));
        realm.remove(who);
        assertThat(preferences.rows(who)).isEmpty();
        assertThat(preferences.log(who)).isEmpty();

        Shopper other;
        try (OwnRealm gone = new OwnRealm(ground)) {
            other = gone.shopper();
            assertThat(preferences.rows(other)).hasSize(1);
        }
        assertThat(preferences.rows(other)).isEmpty();
    }

    /** The proof is left, in its order, and nothing in it that was in the log. */
    @Test
    @Tag("GD-4")
    @Tag("GD-10")
    void erasedConsentsLeadToNobody() throws Exception {
        Shopper who = realm.toldShopper();
        Shopper other = realm.toldShopper();
        for (Shopper each : List.of(who, other)) {
            ok(api.put(each, TERMS, GIVE));
            ok(api.put(each, MARKETING, GIVE));
            ok(api.put(each, MARKETING, WITHDRAW));
        }
        List<String> ids = ground.query("SELECT ID FROM SHOP_CONSENT WHERE USER_ID = ?", who.id());
        List<String> names = ground.query("SELECT DISTINCT USER_ID FROM SHOP_CONSENT WHERE REALM_ID = ?", realm.id());

        for (int twice = 0; twice < 2; twice++) {
            try (Connection connection = ground.postgres().connect()) {
                new Consents().unname(connection, realm.id(), who.id());
            }
        }

        assertThat(preferences.log(who)).isEmpty();
        assertThat(preferences.log(other)).hasSize(3);
        List<String> erased = new ArrayList<>(
                ground.query("SELECT DISTINCT USER_ID FROM SHOP_CONSENT WHERE REALM_ID = ?", realm.id()));
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
}
