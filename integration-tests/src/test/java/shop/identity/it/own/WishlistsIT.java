package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Wishlists.make;
import static shop.identity.it.own.Wishlists.named;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.own.OwnInterface.Answer;

/** A customer's wishlists, one change after the other. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-3")
class WishlistsIT {

    private final Ground ground;
    private final Wishlists wishlists;
    private OwnRealm realm;
    private OwnInterface api;

    WishlistsIT(Ground ground) {
        this.ground = ground;
        this.wishlists = new Wishlists(ground);
    }

    @BeforeAll
    void prepare() {
        realm = new OwnRealm(ground);
        api = realm.wishlists();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @Test
    void madeFilledRenamedRemoved() throws Exception {
        Shopper who = realm.shopper();

        Answer made = api.post(who, "", named(" Geburtstag "));
        String id = made.text("id");
        assertThat(made.header("Location")).endsWith("/shop-customer/me/wishlists/" + id);
        assertThat(made.text("name")).isEqualTo("Geburtstag");
        assertThat(api.get(who, "/" + id).json()).isEqualTo(made.json());
        assertThat(api.get(who, "/" + id).etag()).isEqualTo(made.etag());

        Answer put = api.put(who, "/" + id + "/items/4711-blue", "{\"quantity\": 2, \"note\": \"größer\"}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(api.get(who, "/" + id + "/items/4711-blue").json()).isEqualTo(put.json());
        assertThat(api.get(who, "/" + id + "/items/4711-blue").etag()).isEqualTo(put.etag());
        assertThat(api.get(who, "/" + id + "/items").json()).containsExactly(put.json());
        Answer shown = api.get(who, "/" + id);
        assertThat(shown.json().get("items")).containsExactly(put.json());
        assertThat(shown.json().get("itemCount").asInt()).isEqualTo(1);
        assertThat(shown.etag()).isNotEqualTo(made.etag());
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");

        Answer renamed = api.put(who, "/" + id, named("geburtstag"));
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.text("name")).isEqualTo("geburtstag");
        assertThat(renamed.json().get("items")).hasSize(1);
        assertThat(api.get(who, "").json().get(0).get("itemCount").asInt()).isEqualTo(1);

        assertThat(api.delete(who, "/" + id + "/items/4711-blue").status()).isEqualTo(204);
        assertThat(api.delete(who, "/" + id + "/items/4711-blue").status()).isEqualTo(404);
        assertThat(api.get(who, "/" + id + "/items/4711-blue").status()).isEqualTo(404);
        assertThat(api.delete(who, "/" + id).status()).isEqualTo(204);
        assertThat(api.delete(who, "/" + id).status()).isEqualTo(404);
        assertThat(api.get(who, "").json()).isEmpty();
        assertThat(wishlists.told(who, 5))
                .containsExactly("added " + id, "changed " + id, "changed " + id, "changed " + id, "removed " + id);
    }

    @Test
    void theSameNameIsNoChange() throws Exception {
        Shopper who = realm.shopper();
        Answer made = api.post(who, "", named("List"));

        Answer again = api.put(who, "/" + made.text("id"), named("List"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.etag()).isEqualTo(made.etag());
        assertThat(wishlists.told(who, 1)).hasSize(1);
    }

    @Test
    void namesDifferByMoreThanCase() throws Exception {
        Shopper who = realm.shopper();
        Shopper other = realm.shopper();
        make(api, who, "Straße");
        String second = make(api, who, "Other");

        assertThat(api.post(who, "", named("STRASSE")).status()).isEqualTo(409);
        Answer refused = api.put(who, "/" + second, named("straße"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).isEqualTo("Another wishlist has that name.");
        assertThat(wishlists.names(who.id())).containsExactly("Straße", "Other");
        make(api, other, "Straße");
        assertThat(wishlists.told(who, 2)).hasSize(2);
    }

    @Test
    void whoHasSeenAnotherVersionChangesNothing() throws Exception {
        Shopper who = realm.shopper();
        String id = make(api, who, "List");
        String seen = api.get(who, "/" + id).etag();
        String item = "/" + id + "/items/4711";
        assertThat(api.put(who, item, "", "If-Match", "\"1\"").status())
                .as("nobody can have seen what is not there")
                .isEqualTo(412);
        String itemSeen = api.put(who, item, "").etag();
        api.put(who, item, "{\"quantity\": 2}");

        assertThat(api.put(who, "/" + id, named("New"), "If-Match", seen).status())
                .isEqualTo(412);
        assertThat(api.delete(who, "/" + id, "If-Match", seen).status()).isEqualTo(412);
        assertThat(api.put(who, item, "{\"quantity\": 3}", "If-Match", itemSeen).status())
                .isEqualTo(412);
        assertThat(api.delete(who, item, "If-Match", itemSeen).status()).isEqualTo(412);
        api.delete(who, item);
        api.put(who, item, "");
        assertThat(api.delete(who, item, "If-Match", itemSeen).status())
                .as("it came back, and is another one")
                .isEqualTo(412);
        assertThat(wishlists.items(id)).containsExactly("4711 1");
        assertThat(wishlists.names(who.id())).containsExactly("List");
    }

    @Test
    void theEleventhIsRefused() throws Exception {
        Shopper who = realm.shopper();
        for (int i = 0; i < 10; i++) {
            make(api, who, "List " + i);
        }

        Answer answer = api.post(who, "", named("One more"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail"))
                .isEqualTo("A customer can have 10 wishlists, and has them: remove one first.");
    }

    @Test
    void inTheOrderInWhichTheyCame() throws Exception {
        Shopper who = realm.shopper();
        String id = make(api, who, "b");
        make(api, who, "a");
        for (String sku : List.of("z", "y", "x")) {
            api.put(who, "/" + id + "/items/" + sku, "");
        }
        api.put(who, "/" + id + "/items/z", "{\"quantity\": 2}");

        assertThat(api.get(who, "").json())
                .extracting(list -> list.get("name").asText())
                .containsExactly("b", "a");
        assertThat(api.get(who, "/" + id + "/items").json())
                .extracting((JsonNode item) -> item.get("sku").asText())
                .containsExactly("z", "y", "x");
    }

    @Test
    void nothingOfItIsInTheEvent() throws Exception {
        Shopper who = realm.shopper();
        make(api, who, "Secret wishes");

        CustomerRecord told = ground.topic().settled(who.id(), 2).get(1);

        assertThat(told.data().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("customerId", "wishlistId", "change", "changedAt");
        assertThat(told.told()).isEqualTo("customer.wishlist_changed by self over realm-api");
    }

    @Test
    void wishlistsGoWithTheCustomerAndWithTheRealm() throws Exception {
        Shopper who = realm.shopper();
        Shopper other = realm.shopper();
        String list = make(api, who, "List");
        api.put(who, "/" + list + "/items/4711", "");
        make(api, other, "List");
        realm.remove(who);
        assertThat(wishlists.names(who.id())).isEmpty();
        assertThat(wishlists.items(list)).isEmpty();
        assertThat(wishlists.names(other.id())).hasSize(1);

        Shopper elsewhere;
        String id;
        try (OwnRealm gone = new OwnRealm(ground)) {
            elsewhere = gone.shopper();
            OwnInterface there = gone.wishlists();
            id = there.post(elsewhere, "", named("List")).text("id");
            there.put(elsewhere, "/" + id + "/items/4711", "");
            assertThat(wishlists.items(id)).hasSize(1);
        }
        assertThat(wishlists.names(elsewhere.id())).isEmpty();
        assertThat(wishlists.items(id)).isEmpty();
    }
}
