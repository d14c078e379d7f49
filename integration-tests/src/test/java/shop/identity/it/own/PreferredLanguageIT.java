package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Preferences.PREFERENCES;
import static shop.identity.it.own.Preferences.ok;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.own.OwnInterface.Answer;

/** The language that a customer wishes to be addressed in, which is Keycloak's own. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-1")
class PreferredLanguageIT {

    private final Ground ground;
    private final Preferences preferences;
    private OwnRealm realm;
    private OwnInterface api;

    PreferredLanguageIT(Ground ground) {
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
    void withoutALanguageItIsTheRealmsOwn() throws Exception {
        Shopper who = realm.toldShopper();
        ok(api.patch(who, PREFERENCES, "{\"language\": \"vi\"}"));

        ok(api.put(who, PREFERENCES, "{\"channels\": [\"email\"], \"newsletter\": false}"));

        assertThat(preferences.locales(who)).isEmpty();
    }

    /** One fact, whoever says it. */
    @Test
    void theLanguageIsKeycloaksOwn() throws Exception {
        Shopper who = realm.toldShopper();
        String etag = ok(api.get(who, PREFERENCES)).etag();
        UserRepresentation user = realm.resource().users().get(who.id()).toRepresentation();
        user.singleAttribute("locale", "vi");
        realm.resource().users().get(who.id()).update(user);

        Answer seen = ok(api.get(who, PREFERENCES));

        assertThat(seen.text("language")).isEqualTo("vi");
        assertThat(seen.etag()).isNotEqualTo(etag);
        assertThat(preferences.told(who, 1, 2))
                .containsExactly("customer.updated [\"locale\"]", "customer.preferences_changed [\"language\"]");
        assertThat(api.patch(who, PREFERENCES, "{\"channels\": []}", "If-Match", etag)
                        .status())
                .isEqualTo(412);
    }

    /** Else nobody could change anything any more until the language is. */
    @Test
    void aLanguageThatIsOfferedNoMoreMayStay() throws Exception {
        Shopper who = realm.toldShopper();
        UserRepresentation user = realm.resource().users().get(who.id()).toRepresentation();
        user.singleAttribute("locale", "tlh");
        realm.resource().users().get(who.id()).update(user);

        assertThat(ok(api.patch(who, PREFERENCES, "{\"channels\": [\"post\"]}")).text("language"))
                .isEqualTo("tlh");
    }

    @Test
    void aRealmOfOneLanguageTakesAny() throws Exception {
        try (OwnRealm plain = new OwnRealm(ground, shipped -> {
            ShippedRealm.hashesCheaply(shipped);
            shipped.setInternationalizationEnabled(false);
        })) {
            Shopper who = plain.shopper();
            OwnInterface there = plain.customers();

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
}
