package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Wishlists.make;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.own.OwnInterface.Answer;

/** The articles on a wishlist, one change after the other. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-3")
class WishlistItemsIT {

    private final Ground ground;
    private final Wishlists wishlists;
    private OwnRealm realm;
    private OwnInterface api;

    WishlistItemsIT(Ground ground) {
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
    void puttingTwiceIsPuttingOnce() throws Exception {
        Shopper who = realm.shopper();
        String id = make(api, who, "List");

        Answer first = api.put(who, "/" + id + "/items/4711", "");
        Answer again = api.put(who, "/" + id + "/items/4711", "{\"quantity\": 1}");

        assertThat(again.status()).isEqualTo(first.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(wishlists.items(id)).containsExactly("4711 1");
        assertThat(wishlists.told(who, 2)).containsExactly("added " + id, "changed " + id);
    }

    @Test
    void whatIsNotSaidIsNotThereAnyMore() throws Exception {
        Shopper who = realm.shopper();
        String id = make(api, who, "List");
        Answer first = api.put(who, "/" + id + "/items/4711", "{\"quantity\": 3, \"note\": \"blue\"}");

        Answer changed = api.put(who, "/" + id + "/items/4711", "{\"quantity\": 2}");

        assertThat(changed.json().get("note").isNull()).isTrue();
        assertThat(changed.text("addedAt")).isEqualTo(first.text("addedAt"));
        assertThat(wishlists.items(id)).containsExactly("4711 2");
    }

    @Test
    void theTwoHundredAndFirstArticleIsRefused() throws Exception {
        Shopper who = realm.shopper();
        String id = make(api, who, "List");
        wishlists.fill(id, 199);
        assertThat(api.put(who, "/" + id + "/items/4711", "").status()).isEqualTo(200);

        Answer answer = api.put(who, "/" + id + "/items/4712", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail"))
                .isEqualTo("There can be 200 articles on a wishlist, and there are: remove one first.");
        assertThat(api.put(who, "/" + id + "/items/4711", "{\"quantity\": 2}").status())
                .as("which is there already")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%20b", "%F0%9F%98%80", "-1", "%27%20OR%201=1"})
    void whatCanBeNoArticleIsNoneAndIsNotPutOn(String sku) throws Exception {
        Shopper who = realm.shopper();
        String id = make(api, who, "List");

        assertThat(api.put(who, "/" + id + "/items/" + sku, "").wrong()).containsExactly("sku");
        assertThat(api.get(who, "/" + id + "/items/" + sku).status()).isEqualTo(404);
        assertThat(api.delete(who, "/" + id + "/items/" + sku).status()).isEqualTo(404);
        assertThat(wishlists.items(id)).isEmpty();
    }
}
