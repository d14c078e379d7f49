package shop.identity.wishlist;

import java.time.Instant;
import shop.identity.request.EntityVersion;

/**
 * One of a customer's wishlists, without what is on it.
 *
 * @param itemCount how many articles are on it
 * @param version   another one with each change, of an article too
 */
record Wishlist(String id, WishlistName name, int itemCount, Instant createdAt, EntityVersion version) {}
