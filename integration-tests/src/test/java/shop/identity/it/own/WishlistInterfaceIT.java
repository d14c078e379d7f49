package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Wishlists.make;
import static shop.identity.it.own.Wishlists.named;

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
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.own.OwnInterface.Answer;

/** What the interface to wishlists takes, what it refuses to whom, and what its document says of both. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-3")
class WishlistInterfaceIT {

    private final Ground ground;
    private final Wishlists wishlists;
    private OwnRealm realm;
    private OwnInterface api;

    WishlistInterfaceIT(Ground ground) {
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
    void whatBelongsToSomebodyElseIsNotThere() throws Exception {
        Shopper owner = realm.shopper();
        Shopper stranger = realm.shopper();
        String id = make(api, owner, "Secret wishes");
        api.put(owner, "/" + id + "/items/4711", "");
        Answer before = api.get(owner, "/" + id);
        String nobodys = api.get(stranger, "/" + OwnInterface.NOBODYS + "/items/4711")
                .response()
                .body();

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
    @ValueSource(strings = {"/x", "/%00", "/" + OwnInterface.NOBODYS})
    void whatCanBeNoIdIsNotThere(String path) throws Exception {
        Shopper who = realm.shopper();

        assertThat(api.get(who, path).status()).isEqualTo(404);
        assertThat(api.put(who, path, named("New")).status()).isEqualTo(404);
        assertThat(api.delete(who, path).status()).isEqualTo(404);
        assertThat(api.get(who, path + "/items").status()).isEqualTo(404);
        assertThat(api.put(who, path + "/items/4711", "").status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsNamedAndChangesNothing() throws Exception {
        Shopper who = realm.shopper();
        String id = make(api, who, "List");

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
        assertThat(wishlists.told(who, 1)).hasSize(1);
    }

    /** Of the 422 the interface of repeated requests takes care. */
    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        OwnInterface all = realm.wishlists();
        Shopper who = realm.shopper();
        Shopper nobody = realm.only(realm.shopper());
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
                all.send(one.method(), one.path().replace("{}", OwnInterface.NOBODYS), who.bearer(), one.body());
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
