package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Addresses.add;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** What the interface to addresses takes, what it refuses, and what its document says of both. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-2")
class AddressInterfaceIT {

    private final Ground ground;
    private final Addresses addresses;
    private OwnRealm realm;
    private OwnInterface api;

    AddressInterfaceIT(Ground ground) {
        this.ground = ground;
        this.addresses = new Addresses(ground);
    }

    @BeforeAll
    void prepare() {
        realm = new OwnRealm(ground);
        api = realm.addresses();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/%00", "/%27%20OR%201=1", "/" + OwnInterface.NOBODYS, "/%F0%9F%98%80", "/-1"})
    void whatCanBeNoIdIsNotThere(String path) throws Exception {
        Shopper who = realm.shopper();
        add(api, who, Addresses.shipping("one", true));

        assertThat(api.get(who, path).status()).isEqualTo(404);
        assertThat(api.put(who, path, Addresses.shipping("two", true)).status()).isEqualTo(404);
        assertThat(api.delete(who, path).status()).isEqualTo(404);
        assertThat(addresses.rows(who.id())).isEqualTo(1);
    }

    @Test
    void whatIsWrongIsNamedAndChangesNothing() throws Exception {
        Shopper who = realm.shopper();
        String id = add(api, who, Addresses.shipping("one", true));
        ObjectNode wrong = Addresses.body("a\u0000b").put("postalCode", "1").put("colour", "blue");
        wrong.put("recipient", 7).putNull("city");

        for (Answer answer : List.of(api.post(who, "", wrong.toString()), api.put(who, "/" + id, wrong.toString()))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.wrong())
                    .containsExactlyInAnyOrder("streetLines", "postalCode", "colour", "recipient", "city");
        }
        assertThat(api.patch(who, "/" + id, "{\"country\": \"US\"}").wrong()).containsExactlyInAnyOrder("region");
        assertThat(api.patch(who, "/" + id, "{\"city\": \"half \\ud800 a character\"}")
                        .wrong())
                .containsExactly("city");
        assertThat(api.post(who, "", "[]").status()).isEqualTo(400);
        assertThat(api.post(who, "", "{").status()).isEqualTo(400);
        assertThat(api.patch(who, "/" + id, "null").status()).isEqualTo(400);
        assertThat(api.send("GET", "?kind=shipping", who.bearer(), "").wrong()).containsExactly("kind");
        assertThat(api.send("DELETE", "/" + id + "?force=yes", who.bearer(), "").wrong())
                .containsExactly("force");
        assertThat(api.post(who, "", "{\"recipient\": \"" + "x".repeat(70_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(addresses.rows(who.id())).isEqualTo(1);
        assertThat(addresses.told(who, 1)).containsExactly("added " + id);
    }

    /** Text is text. */
    @Test
    void markupAndStatementsAreKeptToTheLetter() throws Exception {
        Shopper who = realm.shopper();
        String odd = "<script>alert('1')</script>'; DROP TABLE SHOP_ADDRESS; --";

        String id = add(api, who, Addresses.shipping(odd, true));

        assertThat(api.get(who, "/" + id).json().get("streetLines").get(0).asText())
                .isEqualTo(odd);
    }

    /** Of the 422 the interface of repeated requests takes care. */
    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        OwnInterface all = realm.addresses();
        Shopper who = realm.shopper();
        Shopper nobody = realm.only(realm.shopper());
        String large = "{\"recipient\": \"" + "x".repeat(70_000) + "\"}";
        String id = all.post(who, "", Addresses.shipping("one", true)).text("id");
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            String path = method.equals("POST") ? "" : "/" + id;
            String body = method.equals("GET") || method.equals("DELETE") ? "" : Addresses.shipping("one", true);
            all.send(method, path, null, body);
            all.send(method, path, nobody.bearer(), body);
            all.send(method, path + "?x=1", who.bearer(), body);
            if (!body.isEmpty()) {
                all.send(method, path, who.bearer(), large);
            }
            if (!path.isEmpty()) {
                all.send(method, "/" + OwnInterface.NOBODYS, who.bearer(), body);
            }
        }
        all.get(who, "");
        all.send("GET", "", null, "");
        all.send("GET", "?x=1", who.bearer(), "");
        all.get(nobody, "");
        all.get(who, "/" + id);
        for (String body : List.of("{\"default\": true}", "{\"default\": false}")) {
            all.patch(who, "/" + id, body);
        }
        all.patch(who, "/" + id, "{}", "If-Match", "\"0\"");
        all.put(who, "/" + id, Addresses.shipping("one", true));
        all.put(who, "/" + id, Addresses.shipping("one", false));
        all.put(who, "/" + id, Addresses.shipping("one", true), "If-Match", "\"0\"");
        all.delete(who, "/" + id, "If-Match", "\"0\"");
        for (int i = 0; i < 20; i++) {
            all.post(who, "", Addresses.shipping("street " + i, false));
        }
        all.delete(who, "/" + id);

        assertThat(all.document().undescribedPathParameters()).isEmpty();
        all.statuses().forEach((operation, seen) -> {
            Set<Integer> documented = new TreeSet<>(all.document().statuses(operation));
            documented.remove(422);
            assertThat(seen).as(operation).isEqualTo(documented);
        });
        assertThat(all.statuses()).hasSize(6);
    }
}
