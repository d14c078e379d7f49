package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import shop.identity.it.ground.Ground;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.KeycloakNode;

/** Customers' wishlists, over REST and in the tables. */
final class Wishlists {

    private static final Map<String, String> SCHEMAS = Map.of(
            "GET ", "WishlistSummary",
            "POST ", "Wishlist",
            "GET /{id}", "Wishlist",
            "PUT /{id}", "Wishlist",
            "GET /{id}/items", "WishlistItem",
            "GET /{id}/items/{sku}", "WishlistItem",
            "PUT /{id}/items/{sku}", "WishlistItem");

    private final Ground ground;

    Wishlists(Ground ground) {
        this.ground = ground;
    }

    static OwnInterface at(KeycloakNode node, String realm) {
        return new OwnInterface(node, realm, "wishlists", SCHEMAS);
    }

    static String named(String name) {
        return "{\"name\": \"" + name + "\"}";
    }

    /** @return the id */
    static String make(OwnInterface api, Shopper who, String name) {
        Answer answer = api.post(who, "", named(name));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("id");
    }

    /** What was done to which, when so much was to be told. */
    List<String> told(Shopper who, int count) {
        return ground.topic().settled(who.id(), 1 + count).stream()
                .filter(record -> record.type().equals("customer.wishlist_changed"))
                .map(record -> record.data().get("change").asText() + " "
                        + record.data().get("wishlistId").asText())
                .toList();
    }

    List<String> names(String userId) {
        return ground.query("SELECT NAME FROM SHOP_WISHLIST WHERE USER_ID = ? ORDER BY CREATED_AT", userId);
    }

    /** SKU, quantity and note of each. */
    List<String> items(String wishlistId) {
        return ground.query(
                "SELECT concat_ws(' ', SKU, QUANTITY, NOTE) FROM SHOP_WISHLIST_ITEM WHERE WISHLIST_ID = ? ORDER BY SKU",
                wishlistId);
    }

    /** As if so many articles had been put on it. */
    void fill(String wishlistId, int count) {
        ground.execute("INSERT INTO SHOP_WISHLIST_ITEM (WISHLIST_ID, SKU, QUANTITY, VERSION, ADDED_AT)" + " SELECT '"
                + wishlistId + "', 'filler-' || i, 1, 1, now() FROM generate_series(1, " + count + ") i");
    }
}
