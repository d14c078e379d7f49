package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Preferences.CONSENTS;
import static shop.identity.it.own.Preferences.GIVE;
import static shop.identity.it.own.Preferences.MARKETING;
import static shop.identity.it.own.Preferences.PREFERENCES;
import static shop.identity.it.own.Preferences.TERMS;
import static shop.identity.it.own.Preferences.WITHDRAW;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** Who may see and change preferences and consents, and what the document says of all the answers. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-1")
class PreferencesAccessIT {

    private final Ground ground;
    private final Preferences preferences;
    private OwnRealm realm;
    private OwnInterface api;

    PreferencesAccessIT(Ground ground) {
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
    void whoMayOnlyLookChangesNothing() throws Exception {
        Shopper who = realm.toldShopper();
        Shopper viewer = realm.only(who, "view-profile");

        assertThat(api.get(viewer, PREFERENCES).status()).isEqualTo(200);
        assertThat(api.get(viewer, CONSENTS).status()).isEqualTo(200);
        assertThat(api.patch(viewer, PREFERENCES, "{}").status()).isEqualTo(403);
        assertThat(api.put(viewer, MARKETING, GIVE).status()).isEqualTo(403);
        Shopper nobody = realm.only(who);
        assertThat(api.get(nobody, PREFERENCES).status()).isEqualTo(403);
        assertThat(api.get(nobody, CONSENTS).status()).isEqualTo(403);
        assertThat(preferences.log(who)).isEmpty();
    }

    /** Of the 422 and the 503 the tests of repeated requests take care. */
    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        OwnInterface all = realm.customers();
        Shopper who = realm.toldShopper();
        Shopper nobody = realm.only(realm.toldShopper());
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
