package shop.identity.wishlist;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An article on a wishlist as its customer sees it.
 *
 * @param addedAt RFC 3339, UTC
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WishlistItemRepresentation(String sku, int quantity, String note, String addedAt) {

    static WishlistItemRepresentation of(WishlistItem item) {
        return new WishlistItemRepresentation(
                item.sku().text(),
                item.wish().quantity(),
                item.wish().note(),
                item.addedAt().toString());
    }
}
