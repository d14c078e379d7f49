package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.own.OwnInterface.Answer;

/** A customer's address book, one change after the other. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-2")
class AddressesIT {

    private static final String NOBODYS = "01a20cd2-b32e-4b31-98f9-5df268b8e768";

    private final Ground ground;
    private final Addresses addresses;
    private ShippedRealm realm;
    private Shoppers shoppers;
    private OwnInterface api;

    AddressesIT(Ground ground) {
        this.ground = ground;
        this.addresses = new Addresses(ground);
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        shoppers = new Shoppers(ground, realm);
        api = Addresses.at(ground.node(), realm.name());
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private String add(Shopper who, String body) {
        Answer answer = api.post(who, "", body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("id");
    }

    private List<String> told(Shopper who, int count) {
        return ground.topic().settled(who.id(), 1 + count).stream()
                .filter(record -> record.type().equals("customer.address_changed"))
                .map(record -> record.data().get("change").asText() + " "
                        + record.data().get("addressId").asText())
                .toList();
    }

    @Test
    void addedShownChangedRemoved() throws Exception {
        Shopper who = shoppers.shopper();

        Answer added = api.post(who, "", Addresses.shipping("Heidestraße 17", false));
        String id = added.text("id");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).endsWith("/shop-customer/me/addresses/" + id);
        assertThat(added.etag()).isEqualTo("\"1\"");

        Answer shown = api.get(who, "/" + id);
        assertThat(shown.json()).isEqualTo(added.json());
        assertThat(shown.etag()).isEqualTo(added.etag());
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(api.get(who, "").json()).containsExactly(shown.json());

        Answer changed = api.put(who, "/" + id, Addresses.shipping("Hauptstraße 1", true));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("streetLines").get(0).asText()).isEqualTo("Hauptstraße 1");
        assertThat(changed.etag()).isEqualTo("\"2\"");

        Answer patched = api.patch(who, "/" + id, "{\"company\": \"Muster GmbH\"}");
        assertThat(patched.text("company")).isEqualTo("Muster GmbH");
        assertThat(patched.json().get("streetLines").get(0).asText()).isEqualTo("Hauptstraße 1");

        assertThat(api.delete(who, "/" + id).status()).isEqualTo(204);
        assertThat(api.get(who, "/" + id).status()).isEqualTo(404);
        assertThat(api.delete(who, "/" + id).status()).isEqualTo(404);
        assertThat(api.get(who, "").json()).isEmpty();
        assertThat(told(who, 4)).containsExactly("added " + id, "changed " + id, "changed " + id, "removed " + id);
    }

    @Test
    void whatWasShownCanBeSentBackAndIsNoChange() throws Exception {
        Shopper who = shoppers.shopper();
        String id = add(who, Addresses.billing("Heidestraße 17", true));
        Answer shown = api.get(who, "/" + id);

        Answer same = api.put(who, "/" + id, shown.response().body());
        Answer patched = api.patch(who, "/" + id, "{\"default\": true, \"city\": \"Köln\"}");

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json()).isEqualTo(shown.json());
        assertThat(same.etag()).isEqualTo(shown.etag());
        assertThat(patched.etag()).isEqualTo(shown.etag());
        assertThat(told(who, 1)).containsExactly("added " + id);
    }

    @Test
    void theFirstOfAKindIsItsDefaultWhateverWasAskedFor() throws Exception {
        Shopper who = shoppers.shopper();

        assertThat(api.post(who, "", Addresses.shipping("one", false))
                        .json()
                        .get("default")
                        .asBoolean())
                .isTrue();
        assertThat(api.post(who, "", Addresses.shipping("two", false))
                        .json()
                        .get("default")
                        .asBoolean())
                .isFalse();
        assertThat(api.post(who, "", Addresses.billing("three", false))
                        .json()
                        .get("default")
                        .asBoolean())
                .isTrue();

        assertThat(addresses.defaults(who.id())).containsExactly("billing three", "shipping one");
    }

    @Test
    void forShippingUnlessSaid() throws Exception {
        Answer answer = api.post(shoppers.shopper(), "", Addresses.body("one").toString());

        assertThat(answer.text("kind")).isEqualTo("shipping");
        assertThat(answer.json().get("default").asBoolean()).isTrue();
    }

    @Test
    void whatIsMadeTheDefaultTakesThePlaceOfTheOneThatWas() throws Exception {
        Shopper who = shoppers.shopper();
        String one = add(who, Addresses.shipping("one", true));
        String other = add(who, Addresses.billing("other", true));
        String before = api.get(who, "/" + one).etag();

        String two = add(who, Addresses.shipping("two", true));
        assertThat(addresses.defaults(who.id())).containsExactly("billing other", "shipping two");
        assertThat(api.get(who, "/" + one).etag()).as("it is another one now").isNotEqualTo(before);

        api.put(who, "/" + one, Addresses.shipping("one", true));
        assertThat(addresses.defaults(who.id())).containsExactly("billing other", "shipping one");

        api.patch(who, "/" + two, "{\"default\": true}");
        assertThat(addresses.defaults(who.id())).containsExactly("billing other", "shipping two");
        assertThat(told(who, 5))
                .containsExactly("added " + one, "added " + other, "added " + two, "changed " + one, "changed " + two);
    }

    @Test
    void theDefaultCannotBeGivenUp() throws Exception {
        Shopper who = shoppers.shopper();
        String one = add(who, Addresses.shipping("one", true));
        add(who, Addresses.shipping("two", false));

        Answer put = api.put(who, "/" + one, Addresses.shipping("elsewhere", false));
        Answer patch = api.patch(who, "/" + one, "{\"default\": false}");

        assertThat(put.status()).isEqualTo(409);
        assertThat(put.text("detail")).isEqualTo("It is the default for shipping: make another address the default.");
        assertThat(patch.status()).isEqualTo(409);
        assertThat(addresses.defaults(who.id())).containsExactly("shipping one");
        assertThat(told(who, 2)).hasSize(2);
    }

    @Test
    void theLastOneAddedTakesThePlaceOfADefaultThatGoes() throws Exception {
        Shopper who = shoppers.shopper();
        String one = add(who, Addresses.shipping("one", true));
        add(who, Addresses.shipping("two", false));
        add(who, Addresses.shipping("three", false));
        add(who, Addresses.billing("four", false));

        api.delete(who, "/" + one);

        assertThat(addresses.defaults(who.id())).containsExactly("billing four", "shipping three");
    }

    @Test
    void overToTheOtherKind() throws Exception {
        Shopper who = shoppers.shopper();
        String one = add(who, Addresses.shipping("one", true));
        add(who, Addresses.shipping("two", false));
        add(who, Addresses.billing("three", false));

        Answer moved = api.patch(who, "/" + one, "{\"kind\": \"billing\"}");

        assertThat(moved.json().get("default").asBoolean()).isFalse();
        assertThat(addresses.defaults(who.id())).containsExactly("billing three", "shipping two");

        api.patch(who, "/" + one, "{\"kind\": \"shipping\", \"default\": true}");
        assertThat(addresses.defaults(who.id())).containsExactly("billing three", "shipping one");

        api.put(who, "/" + one, Addresses.billing("one", true));
        assertThat(addresses.defaults(who.id())).containsExactly("billing one", "shipping two");
    }

    @Test
    void theOnlyOneOverToTheOtherKindIsTheDefaultThere() throws Exception {
        Shopper who = shoppers.shopper();
        String one = add(who, Addresses.shipping("one", true));

        Answer moved = api.put(who, "/" + one, Addresses.billing("one", false));

        assertThat(moved.json().get("default").asBoolean()).isTrue();
        assertThat(addresses.defaults(who.id())).containsExactly("billing one");
    }

    /** Whatever the code does. */
    @Test
    void theTableHasNoTwoDefaultsOfAKind() throws Exception {
        Shopper who = shoppers.shopper();
        add(who, Addresses.shipping("one", true));
        String two = add(who, Addresses.shipping("two", false));

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> ground.execute("UPDATE SHOP_ADDRESS SET IS_DEFAULT = TRUE WHERE ID = '" + two + "'"))
                .rootCause()
                .hasMessageContaining("uk_shop_address_default");
    }

    @Test
    void whoHasSeenAnotherVersionChangesNothing() throws Exception {
        Shopper who = shoppers.shopper();
        String id = add(who, Addresses.shipping("one", true));
        String seen = api.get(who, "/" + id).etag();
        assertThat(api.put(who, "/" + id, Addresses.shipping("two", true), "If-Match", seen)
                        .status())
                .isEqualTo(200);

        assertThat(api.put(who, "/" + id, Addresses.shipping("three", true), "If-Match", seen)
                        .status())
                .isEqualTo(412);
        assertThat(api.patch(who, "/" + id, "{\"city\": \"Bonn\"}", "If-Match", seen)
                        .status())
                .isEqualTo(412);
        assertThat(api.delete(who, "/" + id, "If-Match", seen).status()).isEqualTo(412);
        assertThat(api.delete(who, "/" + id, "If-Match", "W/\"2\"").status()).isEqualTo(412);
        assertThat(addresses.defaults(who.id())).containsExactly("shipping two");
        assertThat(told(who, 2)).hasSize(2);

        assertThat(api.delete(who, "/" + id, "If-Match", "\"1\", \"2\"").status())
                .isEqualTo(204);
    }

    @Test
    void theTwentyFirstIsRefused() throws Exception {
        Shopper who = shoppers.shopper();
        for (int i = 0; i < 20; i++) {
            add(who, Addresses.shipping("street " + i, true));
        }

        Answer answer = api.post(who, "", Addresses.shipping("one more", true));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail"))
                .isEqualTo("A customer can have 20 addresses, and has them: remove one first.");
        assertThat(addresses.defaults(who.id())).containsExactly("shipping street 19");
        api.delete(who, "/" + api.get(who, "").json().get(0).get("id").asText());
        add(who, Addresses.shipping("one more", true));
    }

    @Test
    void whatBelongsToSomebodyElseIsNotThere() throws Exception {
        Shopper owner = shoppers.shopper();
        Shopper stranger = shoppers.shopper();
        String id = add(owner, Addresses.shipping("Geheimweg 4711", true));
        Answer before = api.get(owner, "/" + id);

        List<Answer> strangers = List.of(
                api.get(stranger, "/" + id),
                api.put(stranger, "/" + id, Addresses.shipping("mine", true)),
                api.patch(stranger, "/" + id, "{\"default\": true}"),
                api.delete(stranger, "/" + id));
        Answer nobodys = api.get(stranger, "/" + NOBODYS);

        for (Answer answer : strangers) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.response().body()).isEqualTo(nobodys.response().body());
        }
        assertThat(api.get(stranger, "").json()).isEmpty();
        assertThat(api.get(owner, "/" + id).json()).isEqualTo(before.json());
        assertThat(told(owner, 1)).containsExactly("added " + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/%00", "/%27%20OR%201=1", "/" + NOBODYS, "/%F0%9F%98%80", "/-1"})
    void whatCanBeNoIdIsNotThere(String path) throws Exception {
        Shopper who = shoppers.shopper();
        add(who, Addresses.shipping("one", true));

        assertThat(api.get(who, path).status()).isEqualTo(404);
        assertThat(api.put(who, path, Addresses.shipping("two", true)).status()).isEqualTo(404);
        assertThat(api.delete(who, path).status()).isEqualTo(404);
        assertThat(addresses.rows(who.id())).isEqualTo(1);
    }

    @Test
    void whatIsWrongIsNamedAndChangesNothing() throws Exception {
        Shopper who = shoppers.shopper();
        String id = add(who, Addresses.shipping("one", true));
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
        assertThat(told(who, 1)).containsExactly("added " + id);
    }

    /** Text is text. */
    @Test
    void markupAndStatementsAreKeptToTheLetter() throws Exception {
        Shopper who = shoppers.shopper();
        String odd = "<script>alert('1')</script>'; DROP TABLE SHOP_ADDRESS; --";

        String id = add(who, Addresses.shipping(odd, true));

        assertThat(api.get(who, "/" + id).json().get("streetLines").get(0).asText())
                .isEqualTo(odd);
    }

    @Test
    void severalLines() throws Exception {
        Shopper who = shoppers.shopper();
        ObjectNode body = Addresses.body("Heidestraße 17");
        body.withArray("streetLines").add("Hinterhaus").add("3. Stock");

        String id = add(who, body.toString());

        assertThat(api.get(who, "/" + id).json().get("streetLines"))
                .extracting(JsonNode::asText)
                .containsExactly("Heidestraße 17", "Hinterhaus", "3. Stock");
    }

    /** What is not committed did not happen, and is not told. */
    @Test
    void aChangeThatCannotBeToldIsNone() throws Exception {
        Shopper who = shoppers.shopper();
        String id = add(who, Addresses.shipping("one", true));
        ground.topic().eventually(who.id(), 2);
        ground.execute(
                "ALTER TABLE SHOP_OUTBOX ADD CONSTRAINT CK_NOBODY CHECK (AGGREGATEID <> '" + who.id() + "') NOT VALID");
        try {
            for (String method : List.of("POST", "PUT", "DELETE")) {
                String path = method.equals("POST") ? "" : "/" + id;
                String body = method.equals("DELETE") ? "" : Addresses.shipping("two", true);
                // Keycloak makes a conflict of any constraint that is broken.
                assertThat(sendRaw(method, path, who, body)).as(method).isEqualTo(409);
            }
        } finally {
            ground.execute("ALTER TABLE SHOP_OUTBOX DROP CONSTRAINT CK_NOBODY");
        }
        assertThat(addresses.defaults(who.id())).containsExactly("shipping one");
        assertThat(addresses.rows(who.id())).isEqualTo(1);
        assertThat(told(who, 1)).containsExactly("added " + id);
    }

    /** An answer that is the server's own. */
    private int sendRaw(String method, String path, Shopper who, String body) throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(
                                        java.net.URI.create(ground.node().baseUrl() + "/realms/" + realm.name()
                                                + "/shop-customer/me/addresses" + path))
                                .header("Authorization", who.bearer())
                                .header("Content-Type", "application/json")
                                .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void nothingOfItIsInTheEvent() throws Exception {
        Shopper who = shoppers.shopper();
        String id = add(who, Addresses.shipping("Heidestraße 17", true));

        CustomerRecord told = ground.topic().settled(who.id(), 2).get(1);

        assertThat(told.data().properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("customerId", "addressId", "change", "changedAt");
        assertThat(told.data().get("addressId").asText()).isEqualTo(id);
        assertThat(told.told()).isEqualTo("customer.address_changed by self over realm-api");
    }

    @Test
    void addressesGoWithTheCustomer() throws Exception {
        Shopper who = shoppers.shopper();
        Shopper other = shoppers.shopper();
        add(who, Addresses.shipping("one", true));
        add(who, Addresses.billing("two", true));
        add(other, Addresses.shipping("three", true));

        realm.resource().users().delete(who.id()).close();

        assertThat(addresses.rows(who.id())).isZero();
        assertThat(addresses.rows(other.id())).isEqualTo(1);
        assertThat(ground.topic().settled(who.id(), 4))
                .extracting(CustomerRecord::type)
                .containsExactly(
                        "customer.created", "customer.address_changed", "customer.address_changed", "customer.deleted");
    }

    @Test
    void addressesGoWithTheRealm() throws Exception {
        Shopper who;
        try (ShippedRealm gone = new ShippedRealm(ground, ShippedRealm::hashesCheaply)) {
            who = new Shoppers(ground, gone).shopper();
            assertThat(Addresses.at(ground.node(), gone.name())
                            .post(who, "", Addresses.shipping("one", true))
                            .status())
                    .isEqualTo(201);
            assertThat(addresses.rows(who.id())).isEqualTo(1);
        }
        assertThat(addresses.rows(who.id())).isZero();
    }

    @Test
    void withoutAGoodTokenNothingIsSaidOrDone() throws Exception {
        Shopper who = shoppers.shopper();
        String id = add(who, Addresses.shipping("one", true));
        Shopper suspended = shoppers.shopper();
        UserRepresentation user = realm.resource().users().get(suspended.id()).toRepresentation();
        user.setEnabled(false);
        realm.resource().users().get(suspended.id()).update(user);
        List<String> bad = new ArrayList<>(List.of("Bearer x", "Basic eDp5", suspended.bearer()));
        bad.add(null);
        try (ShippedRealm other = new ShippedRealm(ground, ShippedRealm::hashesCheaply)) {
            bad.add(new Shoppers(ground, other).shopper().bearer());
            for (String bearer : bad) {
                assertThat(api.send("GET", "", bearer, "").status()).isEqualTo(401);
                assertThat(api.send("POST", "", bearer, Addresses.shipping("two", true))
                                .status())
                        .isEqualTo(401);
                assertThat(api.send("GET", "/" + id, bearer, "").status()).isEqualTo(401);
                assertThat(api.send("PUT", "/" + id, bearer, Addresses.shipping("two", true))
                                .status())
                        .isEqualTo(401);
                assertThat(api.send("PATCH", "/" + id, bearer, "{}").status()).isEqualTo(401);
                assertThat(api.send("DELETE", "/" + id, bearer, "").status()).isEqualTo(401);
            }
        }
        assertThat(addresses.defaults(who.id())).containsExactly("shipping one");
    }

    @Test
    void whoMayOnlyLookChangesNothing() throws Exception {
        Shopper who = shoppers.shopper();
        String id = add(who, Addresses.shipping("one", true));
        Shopper viewer = OwnRoles.only(realm, who, ground, "view-profile");

        assertThat(api.get(viewer, "").json()).hasSize(1);
        assertThat(api.get(viewer, "/" + id).status()).isEqualTo(200);
        assertThat(api.post(viewer, "", Addresses.shipping("two", true)).status())
                .isEqualTo(403);
        assertThat(api.put(viewer, "/" + id, Addresses.shipping("two", true)).status())
                .isEqualTo(403);
        assertThat(api.patch(viewer, "/" + id, "{}").status()).isEqualTo(403);
        assertThat(api.delete(viewer, "/" + id).status()).isEqualTo(403);

        Shopper nobody = OwnRoles.only(realm, who, ground);
        assertThat(api.get(nobody, "").status()).isEqualTo(403);
        assertThat(api.get(nobody, "/" + id).status()).isEqualTo(403);
        assertThat(addresses.defaults(who.id())).containsExactly("shipping one");
    }

    /** The storefront's own, which is the one that a shop has at hand. */
    @Test
    void aTokenOfTheStorefrontWillDo() throws Exception {
        Shopper who = shoppers.shopper();
        String token = new TokenEndpoint(ground.node(), realm.name())
                .code(realm.walk().logIn(who.email(), Registration.PASSWORD))
                .accessToken();

        add(new Shopper(who.id(), who.email(), "Bearer " + token), Addresses.shipping("one", true));
    }

    /** Of the 422 the interface of repeated requests takes care. */
    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        OwnInterface all = Addresses.at(ground.node(), realm.name());
        Shopper who = shoppers.shopper();
        Shopper nobody = OwnRoles.only(realm, shoppers.shopper(), ground);
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
                all.send(method, "/" + NOBODYS, who.bearer(), body);
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
