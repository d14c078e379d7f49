package shop.identity.wishlist;

import java.util.List;

/** A list, and what is on it. */
record FilledWishlist(Wishlist wishlist, List<WishlistItem> items) {

    FilledWishlist {
        items = List.copyOf(items);
    }
}
