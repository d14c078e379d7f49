package shop.identity.wishlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A wishlist as its customer sees it.
 *
 * @param createdAt RFC 3339, UTC
 * @param items     left out where there are several lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WishlistRepresentation(
        String id, String name, int itemCount, String createdAt, List<WishlistItemRepresentation> items) {

    static WishlistRepresentation of(Wishlist wishlist) {
        return new WishlistRepresentation(
                wishlist.id(),
                wishlist.name().text(),
                wishlist.itemCount(),
                wishlist.createdAt().toString(),
                null);
    }

    static WishlistRepresentation of(FilledWishlist filled) {
        Wishlist wishlist = filled.wishlist();
        return new WishlistRepresentation(
                wishlist.id(),
                wishlist.name().text(),
                filled.items().size(),
                wishlist.createdAt().toString(),
                filled.items().stream().map(WishlistItemRepresentation::of).toList());
    }
}
