package shop.identity.it.own;

import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.KeycloakNode;

/** What customers do with addresses and wishlists, for tests that are about something else; it has to succeed. */
public final class OwnThings {

    private final OwnInterface addresses;
    private final OwnInterface wishlists;

    public OwnThings(KeycloakNode node, String realm) {
        addresses = Addresses.at(node, realm);
        wishlists = Wishlists.at(node, realm);
    }

    private static Answer good(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + ": " + answer.response().body());
        }
        return answer;
    }

    /** @return the id */
    public String addAddress(Shopper who, String street) {
        return good(addresses.post(who, "", Addresses.shipping(street, false))).text("id");
    }

    public void changeAddress(Shopper who, String id, String patch) {
        good(addresses.patch(who, "/" + id, patch));
    }

    public void removeAddress(Shopper who, String id) {
        good(addresses.delete(who, "/" + id));
    }

    /** @return the id */
    public String makeWishlist(Shopper who, String name) {
        return good(wishlists.post(who, "", Wishlists.named(name))).text("id");
    }

    public void renameWishlist(Shopper who, String id, String name) {
        good(wishlists.put(who, "/" + id, Wishlists.named(name)));
    }

    public void removeWishlist(Shopper who, String id) {
        good(wishlists.delete(who, "/" + id));
    }

    public void putArticle(Shopper who, String id, String sku) {
        good(wishlists.put(who, "/" + id + "/items/" + sku, ""));
    }

    public void takeArticleOff(Shopper who, String id, String sku) {
        good(wishlists.delete(who, "/" + id + "/items/" + sku));
    }
}
