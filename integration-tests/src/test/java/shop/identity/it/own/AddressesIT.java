package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.own.Addresses.add;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** A customer's address book, one change after the other. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-2")
class AddressesIT {

    private final Ground ground;
    private final Addresses addresses;
    private OwnRealm realm;
    private OwnInterface api;

    AddressesIT(Ground ground) {
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

    @Test
    void addedShownChangedRemoved() throws Exception {
        Shopper who = realm.shopper();

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
        assertThat(addresses.told(who, 4))
                .containsExactly("added " + id, "changed " + id, "changed " + id, "removed " + id);
    }

    @Test
    void whatWasShownCanBeSentBackAndIsNoChange() throws Exception {
        Shopper who = realm.shopper();
        String id = add(api, who, Addresses.billing("Heidestraße 17", true));
        Answer shown = api.get(who, "/" + id);

        Answer same = api.put(who, "/" + id, shown.response().body());
        Answer patched = api.patch(who, "/" + id, "{\"default\": true, \"city\": \"Köln\"}");

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.json()).isEqualTo(shown.json());
        assertThat(same.etag()).isEqualTo(shown.etag());
        assertThat(patched.etag()).isEqualTo(shown.etag());
        assertThat(addresses.told(who, 1)).containsExactly("added " + id);
    }

    @Test
    void severalLines() throws Exception {
        Shopper who = realm.shopper();
        ObjectNode body = Addresses.body("Heidestraße 17");
        body.withArray("streetLines").add("Hinterhaus").add("3. Stock");

        String id = add(api, who, body.toString());

        assertThat(api.get(who, "/" + id).json().get("streetLines"))
                .extracting(JsonNode::asText)
                .containsExactly("Heidestraße 17", "Hinterhaus", "3. Stock");
    }

    @Test
    void whoHasSeenAnotherVersionChangesNothing() throws Exception {
        Shopper who = realm.shopper();
        String id = add(api, who, Addresses.shipping("one", true));
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
        assertThat(addresses.told(who, 2)).hasSize(2);

        assertThat(api.delete(who, "/" + id, "If-Match", "\"1\", \"2\"").status())
                .isEqualTo(204);
    }

    @Test
    void theTwentyFirstIsRefused() throws Exception {
        Shopper who = realm.shopper();
        for (int i = 0; i < 20; i++) {
            add(api, who, Addresses.shipping("street " + i, true));
        }

        Answer answer = api.post(who, "", Addresses.shipping("one more", true));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail"))
                .isEqualTo("A customer can have 20 addresses, and has them: remove one first.");
        assertThat(addresses.defaults(who.id())).containsExactly("shipping street 19");
        api.delete(who, "/" + api.get(who, "").json().get(0).get("id").asText());
        add(api, who, Addresses.shipping("one more", true));
    }

    /** What is not committed did not happen, and is not told. */
    @Test
    void aChangeThatCannotBeToldIsNone() throws Exception {
        Shopper who = realm.shopper();
        String id = add(api, who, Addresses.shipping("one", true));
        ground.topic().eventually(who.id(), 2);
        try (Untellable untellable = new Untellable(ground, who)) {
            for (String method : List.of("POST", "PUT", "DELETE")) {
                String path = method.equals("POST") ? "" : "/" + id;
                String body = method.equals("DELETE") ? "" : Addresses.shipping("two", true);
                // Keycloak makes a conflict of any constraint that is broken.
                assertThat(api.undocumented(method, path, who, body)).as(method).isEqualTo(409);
            }
        }
        assertThat(addresses.defaults(who.id())).containsExactly("shipping one");
        assertThat(addresses.rows(who.id())).isEqualTo(1);
        assertThat(addresses.told(who, 1)).containsExactly("added " + id);
    }

    @Test
    void nothingOfItIsInTheEvent() throws Exception {
        Shopper who = realm.shopper();
        String id = add(api, who, Addresses.shipping("Heidestraße 17", true));

        CustomerRecord told = ground.topic().settled(who.id(), 2).get(1);

        assertThat(told.data().properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("customerId", "addressId", "change", "changedAt");
        assertThat(told.data().get("addressId").asText()).isEqualTo(id);
        assertThat(told.told()).isEqualTo("customer.address_changed by self over realm-api");
    }

    @Test
    void addressesGoWithTheCustomer() throws Exception {
        Shopper who = realm.shopper();
        Shopper other = realm.shopper();
        add(api, who, Addresses.shipping("one", true));
        add(api, who, Addresses.billing("two", true));
        add(api, other, Addresses.shipping("three", true));

        realm.remove(who);

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
        try (OwnRealm gone = new OwnRealm(ground)) {
            who = gone.shopper();
            assertThat(gone.addresses()
                            .post(who, "", Addresses.shipping("one", true))
                            .status())
                    .isEqualTo(201);
            assertThat(addresses.rows(who.id())).isEqualTo(1);
        }
        assertThat(addresses.rows(who.id())).isZero();
    }
}
