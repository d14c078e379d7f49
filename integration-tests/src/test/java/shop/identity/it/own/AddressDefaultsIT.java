package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static shop.identity.it.own.Addresses.add;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.own.OwnInterface.Answer;

/** Which address of a kind is the default, one change after the other. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-2")
class AddressDefaultsIT {

    private final Ground ground;
    private final Addresses addresses;
    private OwnRealm realm;
    private OwnInterface api;

    AddressDefaultsIT(Ground ground) {
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
    void theFirstOfAKindIsItsDefaultWhateverWasAskedFor() throws Exception {
        Shopper who = realm.shopper();

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
        Answer answer = api.post(realm.shopper(), "", Addresses.body("one").toString());

        assertThat(answer.text("kind")).isEqualTo("shipping");
        assertThat(answer.json().get("default").asBoolean()).isTrue();
    }

    @Test
    void whatIsMadeTheDefaultTakesThePlaceOfTheOneThatWas() throws Exception {
        Shopper who = realm.shopper();
        String one = add(api, who, Addresses.shipping("one", true));
        String other = add(api, who, Addresses.billing("other", true));
        String before = api.get(who, "/" + one).etag();

        String two = add(api, who, Addresses.shipping("two", true));
        assertThat(addresses.defaults(who.id())).containsExactly("billing other", "shipping two");
        assertThat(api.get(who, "/" + one).etag()).as("it is another one now").isNotEqualTo(before);

        api.put(who, "/" + one, Addresses.shipping("one", true));
        assertThat(addresses.defaults(who.id())).containsExactly("billing other", "shipping one");

        api.patch(who, "/" + two, "{\"default\": true}");
        assertThat(addresses.defaults(who.id())).containsExactly("billing other", "shipping two");
        assertThat(addresses.told(who, 5))
                .containsExactly("added " + one, "added " + other, "added " + two, "changed " + one, "changed " + two);
    }

    @Test
    void theDefaultCannotBeGivenUp() throws Exception {
        Shopper who = realm.shopper();
        String one = add(api, who, Addresses.shipping("one", true));
        add(api, who, Addresses.shipping("two", false));

        Answer put = api.put(who, "/" + one, Addresses.shipping("elsewhere", false));
        Answer patch = api.patch(who, "/" + one, "{\"default\": false}");

        assertThat(put.status()).isEqualTo(409);
        assertThat(put.text("detail")).isEqualTo("It is the default for shipping: make another address the default.");
        assertThat(patch.status()).isEqualTo(409);
        assertThat(addresses.defaults(who.id())).containsExactly("shipping one");
        assertThat(addresses.told(who, 2)).hasSize(2);
    }

    @Test
    void theLastOneAddedTakesThePlaceOfADefaultThatGoes() throws Exception {
        Shopper who = realm.shopper();
        String one = add(api, who, Addresses.shipping("one", true));
        add(api, who, Addresses.shipping("two", false));
        add(api, who, Addresses.shipping("three", false));
        add(api, who, Addresses.billing("four", false));

        api.delete(who, "/" + one);

        assertThat(addresses.defaults(who.id())).containsExactly("billing four", "shipping three");
    }

    @Test
    void overToTheOtherKind() throws Exception {
        Shopper who = realm.shopper();
        String one = add(api, who, Addresses.shipping("one", true));
        add(api, who, Addresses.shipping("two", false));
        add(api, who, Addresses.billing("three", false));

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
        Shopper who = realm.shopper();
        String one = add(api, who, Addresses.shipping("one", true));

        Answer moved = api.put(who, "/" + one, Addresses.billing("one", false));

        assertThat(moved.json().get("default").asBoolean()).isTrue();
        assertThat(addresses.defaults(who.id())).containsExactly("billing one");
    }

    /** Whatever the code does. */
    @Test
    void theTableHasNoTwoDefaultsOfAKind() throws Exception {
        Shopper who = realm.shopper();
        add(api, who, Addresses.shipping("one", true));
        String two = add(api, who, Addresses.shipping("two", false));

        assertThatThrownBy(() -> ground.execute("UPDATE SHOP_ADDRESS SET IS_DEFAULT = TRUE WHERE ID = '" + two + "'"))
                .rootCause()
                .hasMessageContaining("uk_shop_address_default");
    }
}
