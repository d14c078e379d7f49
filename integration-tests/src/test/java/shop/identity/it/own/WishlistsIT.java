package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Wishlists.named;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.own.OwnInterface.Answer;

/** A customer's wishlists, one change after the other. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-3")
class WishlistsIT {

    private static final String NOBODYS = "01a20cd2-b32e-4b31-98f9-5df268b8e768";

    private final Ground ground;
    private final Wishlists wishlists;
    private ShippedRealm realm;
    private Shoppers shoppers;
    private OwnInterface api;

    WishlistsIT(Ground ground) {
        this.ground = ground;
        this.wishlists = new Wishlists(ground);
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        shoppers = new Shoppers(ground, realm);
        api = Wishlists.at(ground.node(), realm.name());
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private String make(Shopper who, String name) {
        Answer answer = api.post(who, "", named(name));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("id");
    }

    private List<String> told(Shopper who, int count) {
        return ground.topic().settled(who.id(), 1 + count).stream()
                .filter(record -> record.type().equals("customer.wishlist_changed"))
                .map(record -> record.data().get("change").asText() + " "
                        + record.data().get("wishlistId").asText())
                .toList();
    }

    @Test
    void madeFilledRenamedRemoved() throws Exception {
        Shopper who = shoppers.shopper();

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
        assertThat(told(who, 5))
                .containsExactly("added " + id, "changed " + id, "changed " + id, "changed " + id, "removed " + id);
    }

    @Test
    void puttingTwiceIsPuttingOnce() throws Exception {
        Shopper who = shoppers.shopper();
        String id = make(who, "List");

        Answer first = api.put(who, "/" + id + "/items/4711", "");
        Answer again = api.put(who, "/" + id + "/items/4711", "{\"quantity\": 1}");

        assertThat(again.status()).isEqualTo(first.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(wishlists.items(id)).containsExactly("4711 1");
        assertThat(told(who, 2)).containsExactly("added " + id, "changed " + id);
    }

    @Test
    void whatIsNotSaidIsNotThereAnyMore() throws Exception {
        Shopper who = shoppers.shopper();
        String id = make(who, "List");
        Answer first = api.put(who, "/" + id + "/items/4711", "{\"quantity\": 3, \"note\": \"blue\"}");

        Answer changed = api.put(who, "/" + id + "/items/4711", "{\"quantity\": 2}");

        assertThat(changed.json().get("note").isNull()).isTrue();
        assertThat(changed.text("addedAt")).isEqualTo(first.text("addedAt"));
        assertThat(wishlists.items(id)).containsExactly("4711 2");
    }

    @Test
    void theSameNameIsNoChange() throws Exception {
        Shopper who = shoppers.shopper();
        Answer made = api.post(who, "", named("List"));

        Answer again = api.put(who, "/" + made.text("id"), named("List"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.etag()).isEqualTo(made.etag());
        assertThat(told(who, 1)).hasSize(1);
    }

    @Test
    void namesDifferByMoreThanCase() throws Exception {
        Shopper who = shoppers.shopper();
        Shopper other = shoppers.shopper();
        make(who, "Straße");
        String second = make(who, "Other");

        assertThat(api.post(who, "", named("STRASSE")).status()).isEqualTo(409);
        Answer refused = api.put(who, "/" + second, named("straße"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).isEqualTo("Another wishlist has that name.");
        assertThat(wishlists.names(who.id())).containsExactly("Straße", "Other");
        make(other, "Straße");
        assertThat(told(who, 2)).hasSize(2);
    }

    @Test
    void whoHasSeenAnotherVersionChangesNothing() throws Exception {
        Shopper who = shoppers.shopper();
        String id = make(who, "List");
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
        Shopper who = shoppers.shopper();
        for (int i = 0; i < 10; i++) {
            make(who, "List " + i);
        }

        Answer answer = api.post(who, "", named("One more"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail"))
                .isEqualTo("A customer can have 10 wishlists, and has them: remove one first.");
    }

    @Test
    void theTwoHundredAndFirstArticleIsRefused() throws Exception {
        Shopper who = shoppers.shopper();
        String id = make(who, "List");
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

    @Test
    void whatBelongsToSomebodyElseIsNotThere() throws Exception {
        Shopper owner = shoppers.shopper();
        Shopper stranger = shoppers.shopper();
        String id = make(owner, "Secret wishes");
        api.put(owner, "/" + id + "/items/4711", "");
        Answer before = api.get(owner, "/" + id);
        String nobodys =
                api.get(stranger, "/" + NOBODYS + "/items/4711").response().body();

        for (Answer answer : List.of(
                api.get(stranger, "/" + id),
                api.put(stranger, "/" + id, named("Mine")),
                api.delete(stranger, "/" + id),
                api.get(stranger, "/" + id + "/items"),
                api.get(stranger, "/" + id + "/items/4711"),
                api.put(stranger, "/" + id + "/items/4711", "{\"quantity\": 9}"),
                api.put(stranger, "/" + id + "/items/4712", ""),
                api.delete(stranger, "/" + id + "/items/4711"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.response().body()).isEqualTo(nobodys);
        }
        assertThat(api.get(stranger, "").json()).isEmpty();
        assertThat(api.get(owner, "/" + id).json()).isEqualTo(before.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a;a", "a%20b", "%F0%9F%98%80", "-1", "%27%20OR%201=1"})
    void whatCanBeNoArticleIsNoneAndIsNotPutOn(String sku) throws Exception {
        Shopper who = shoppers.shopper();
        String id = make(who, "List");

        assertThat(api.put(who, "/" + id + "/items/" + sku, "").wrong()).containsExactly("sku");
        assertThat(api.get(who, "/" + id + "/items/" + sku).status()).isEqualTo(404);
        assertThat(api.delete(who, "/" + id + "/items/" + sku).status()).isEqualTo(404);
        assertThat(wishlists.items(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/%00", "/" + NOBODYS})
    void whatCanBeNoIdIsNotThere(String path) throws Exception {
        Shopper who = shoppers.shopper();

        assertThat(api.get(who, path).status()).isEqualTo(404);
        assertThat(api.put(who, path, named("New")).status()).isEqualTo(404);
        assertThat(api.delete(who, path).status()).isEqualTo(404);
        assertThat(api.get(who, path + "/items").status()).isEqualTo(404);
        assertThat(api.put(who, path + "/items/4711", "").status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsNamedAndChangesNothing() throws Exception {
        Shopper who = shoppers.shopper();
        String id = make(who, "List");

        assertThat(api.post(who, "", "{\"name\": 7, \"items\": []}").wrong())
                .containsExactlyInAnyOrder("name", "items");
        assertThat(api.put(who, "/" + id, "{}").wrong()).containsExactly("name");
        assertThat(api.put(who, "/" + id + "/items/4711", "{\"quantity\": 0, \"note\": [], \"x\": 1}")
                        .wrong())
                .containsExactlyInAnyOrder("quantity", "note", "x");
        assertThat(api.post(who, "", "").wrong()).containsExactly("name");
        assertThat(api.get(who, "?first=1").wrong()).containsExactly("first");
        assertThat(wishlists.names(who.id())).containsExactly("List");
        assertThat(wishlists.items(id)).isEmpty();
        assertThat(told(who, 1)).hasSize(1);
    }

    @Test
    void wishlistsGoWithTheCustomerAndWithTheRealm() throws Exception {
        Shopper who = shoppers.shopper();
        Shopper other = shoppers.shopper();
        String list = make(who, "List");
        api.put(who, "/" + list + "/items/4711", "");
        make(other, "List");
        realm.resource().users().delete(who.id()).close();
        assertThat(wishlists.names(who.id())).isEmpty();
        assertThat(wishlists.items(list)).isEmpty();
        assertThat(wishlists.names(other.id())).hasSize(1);

        Shopper elsewhere;
        String id;
        try (ShippedRealm gone = new ShippedRealm(ground, ShippedRealm::hashesCheaply)) {
            elsewhere = new Shoppers(ground, gone).shopper();
            OwnInterface there = Wishlists.at(ground.node(), gone.name());
            id = there.post(elsewhere, "", named("List")).text("id");
            there.put(elsewhere, "/" + id + "/items/4711", "");
            assertThat(wishlists.items(id)).hasSize(1);
        }
        assertThat(wishlists.names(elsewhere.id())).isEmpty();
        assertThat(wishlists.items(id)).isEmpty();
    }

    @Test
    void nothingOfItIsInTheEvent() throws Exception {
        Shopper who = shoppers.shopper();
        make(who, "Secret wishes");

        CustomerRecord told = ground.topic().settled(who.id(), 2).get(1);

        assertThat(told.data().properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("customerId", "wishlistId", "change", "changedAt");
        assertThat(told.told()).isEqualTo("customer.wishlist_changed by self over realm-api");
    }

    @Test
    void inTheOrderInWhichTheyCame() throws Exception {
        Shopper who = shoppers.shopper();
        String id = make(who, "b");
        make(who, "a");
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

    /** Of the 422 the interface of repeated requests takes care. */
    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        OwnInterface all = Wishlists.at(ground.node(), realm.name());
        Shopper who = shoppers.shopper();
        Shopper nobody = OwnRoles.only(realm, shoppers.shopper(), ground);
        String large = "{\"name\": \"" + "x".repeat(70_000) + "\"}";
        String id = all.post(who, "", named("List")).text("id");
        String item = "/items/4711";
        all.put(who, "/" + id + item, "");
        record Operation(String method, String path, String body) {}
        for (Operation one : List.of(
                new Operation("GET", "", ""),
                new Operation("POST", "", named("Another")),
                new Operation("GET", "/{}", ""),
                new Operation("PUT", "/{}", named("List")),
                new Operation("DELETE", "/{}", ""),
                new Operation("GET", "/{}/items", ""),
                new Operation("GET", "/{}" + item, ""),
                new Operation("PUT", "/{}" + item, "{}"),
                new Operation("DELETE", "/{}" + item, ""))) {
            String path = one.path().replace("{}", id);
            all.send(one.method(), path, null, one.body());
            all.send(one.method(), path, nobody.bearer(), one.body());
            all.send(one.method(), path + "?x=1", who.bearer(), one.body());
            if (!one.body().isEmpty()) {
                all.send(one.method(), path, who.bearer(), large);
            }
            if (!one.method().equals("GET") && !one.method().equals("POST")) {
                all.send(one.method(), path, who.bearer(), one.body(), "If-Match", "\"0\"");
            }
            if (!one.path().isEmpty()) {
                all.send(one.method(), one.path().replace("{}", NOBODYS), who.bearer(), one.body());
            }
            if (!one.method().equals("DELETE")) {
                all.send(one.method(), path, who.bearer(), one.body());
            }
        }
        all.put(who, "/" + id, named("another"));
        all.delete(who, "/" + id + item);
        wishlists.fill(id, 200);
        all.put(who, "/" + id + item, "");
        for (int i = 0; i < 10; i++) {
            all.post(who, "", named("List " + i));
        }
        all.delete(who, "/" + id);

        assertThat(all.document().undescribedPathParameters()).isEmpty();
        all.statuses().forEach((operation, seen) -> {
            Set<Integer> documented = new TreeSet<>(all.document().statuses(operation));
            documented.remove(422);
            assertThat(seen).as(operation).isEqualTo(documented);
        });
        assertThat(all.statuses()).hasSize(9);
    }
}
