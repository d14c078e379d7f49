package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.own.OwnThings;
import shop.identity.it.own.Shopper;
import shop.identity.it.own.Shoppers;

/** What customers change of their address books and wishlists. */
@OnPath
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-2")
@Tag("CD-3")
class OwnThingsPathsIT {

    private final Ground ground;
    private ShippedRealm realm;
    private OwnThings things;
    private Shoppers shoppers;

    OwnThingsPathsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        things = new OwnThings(ground.node(), realm.name());
        shoppers = new Shoppers(ground, realm);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    /** Of whom so much was told already. */
    private Shopper known(Shopper who, int count) {
        ground.topic().eventually(who.id(), count);
        return who;
    }

    private Shopper shopper() throws Exception {
        return known(shoppers.shopper(), 1);
    }

    private static String change(CustomerRecord told) {
        return told.data().get("change").asText();
    }

    @Test
    @DisplayName("customer REST: address added")
    void addressAdded(PathRow path) throws Exception {
        Shopper who = shopper();

        String id = things.addAddress(who, "Heidestraße 17");

        CustomerRecord told = path.tellsSince(1, who.id()).get(0);
        assertThat(change(told)).isEqualTo("added");
        assertThat(told.data().get("addressId").asText()).isEqualTo(id);
    }

    @Test
    @DisplayName("customer REST: address changed")
    void addressChanged(PathRow path) throws Exception {
        Shopper who = shopper();
        String id = things.addAddress(who, "Heidestraße 17");
        known(who, 2);

        things.changeAddress(who, id, "{\"company\": \"Muster GmbH\"}");

        assertThat(change(path.tellsSince(2, who.id()).get(0))).isEqualTo("changed");
    }

    @Test
    @DisplayName("customer REST: another address made the default")
    void anotherDefault(PathRow path) throws Exception {
        Shopper who = shopper();
        things.addAddress(who, "Heidestraße 17");
        String id = things.addAddress(who, "Hauptstraße 1");
        known(who, 3);

        things.changeAddress(who, id, "{\"default\": true}");

        CustomerRecord told = path.tellsSince(3, who.id()).get(0);
        assertThat(change(told)).isEqualTo("changed");
        assertThat(told.data().get("addressId").asText()).isEqualTo(id);
    }

    @Test
    @DisplayName("customer REST: address sent again as it is")
    void addressAsItIs(PathRow path) throws Exception {
        Shopper who = shopper();
        String id = things.addAddress(who, "Heidestraße 17");
        known(who, 2);

        things.changeAddress(who, id, "{\"default\": true, \"streetLines\": [\"Heidestraße 17\"]}");

        path.tellsSince(2, who.id());
    }

    @Test
    @DisplayName("customer REST: default address removed")
    void addressRemoved(PathRow path) throws Exception {
        Shopper who = shopper();
        String id = things.addAddress(who, "Heidestraße 17");
        things.addAddress(who, "Hauptstraße 1");
        known(who, 3);

        things.removeAddress(who, id);

        assertThat(change(path.tellsSince(3, who.id()).get(0))).isEqualTo("removed");
    }

    @Test
    @DisplayName("customer REST: wishlist made")
    void wishlistMade(PathRow path) throws Exception {
        Shopper who = shopper();

        String id = things.makeWishlist(who, "List");

        CustomerRecord told = path.tellsSince(1, who.id()).get(0);
        assertThat(change(told)).isEqualTo("added");
        assertThat(told.data().get("wishlistId").asText()).isEqualTo(id);
    }

    @Test
    @DisplayName("customer REST: wishlist renamed")
    void wishlistRenamed(PathRow path) throws Exception {
        Shopper who = shopper();
        String id = things.makeWishlist(who, "List");
        known(who, 2);

        things.renameWishlist(who, id, "Another");

        assertThat(change(path.tellsSince(2, who.id()).get(0))).isEqualTo("changed");
    }

    @Test
    @DisplayName("customer REST: article put on a wishlist, and once more")
    void articlePut(PathRow path) throws Exception {
        Shopper who = shopper();
        String id = things.makeWishlist(who, "List");
        known(who, 2);

        things.putArticle(who, id, "4711");
        things.putArticle(who, id, "4711");

        assertThat(change(path.tellsSince(2, who.id()).get(0))).isEqualTo("changed");
    }

    @Test
    @DisplayName("customer REST: article taken off a wishlist")
    void articleTakenOff(PathRow path) throws Exception {
        Shopper who = shopper();
        String id = things.makeWishlist(who, "List");
        things.putArticle(who, id, "4711");
        known(who, 3);

        things.takeArticleOff(who, id, "4711");

        assertThat(change(path.tellsSince(3, who.id()).get(0))).isEqualTo("changed");
    }

    @Test
    @DisplayName("customer REST: wishlist removed, with what is on it")
    void wishlistRemoved(PathRow path) throws Exception {
        Shopper who = shopper();
        String id = things.makeWishlist(who, "List");
        things.putArticle(who, id, "4711");
        known(who, 3);

        things.removeWishlist(who, id);

        assertThat(change(path.tellsSince(3, who.id()).get(0))).isEqualTo("removed");
    }
}
