package shop.identity.wishlist;

import java.time.Instant;
import shop.identity.request.EntityVersion;

/**
 * An article on a wishlist.
 *
 * @param addedAt when it came onto the list; it does not change with what is wished of it
 * @param version the list's, as it was when this was written last: one that was taken off and comes back has another
 */
record WishlistItem(Sku sku, Wish wish, Instant addedAt, EntityVersion version) {}
