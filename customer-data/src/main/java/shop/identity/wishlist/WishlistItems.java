package shop.identity.wishlist;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import shop.identity.customer.ItemChange;
import shop.identity.problem.Refusal;

/** What is on one wishlist. */
final class WishlistItems {

    private final WishlistShelf shelf;
    private final WishlistTable wishlists;
    private final WishlistItemTable table;
    private final int limit;

    /** @param limit how many articles there may be on a list */
    WishlistItems(WishlistShelf shelf, WishlistTable wishlists, WishlistItemTable table, int limit) {
        this.shelf = shelf;
        this.wishlists = wishlists;
        this.table = table;
        this.limit = limit;
    }

    /**
     * What is on the list is never older than the list's version: who changes what was shown here overwrites nothing that was
     * not.
     *
     * @throws Refusal 404
     */
    FilledWishlist of(String wishlistId) {
        return shelf.own().read(connection -> {
            Wishlist wishlist = shelf.get(connection, wishlistId);
            return new FilledWishlist(wishlist, table.of(connection, wishlistId));
        });
    }

    /** @throws Refusal 404: the list or the article is not there */
    WishlistItem get(String wishlistId, Sku sku) {
        return shelf.own().read(connection -> find(connection, shelf.get(connection, wishlistId), sku));
    }

    private WishlistItem find(Connection connection, Wishlist wishlist, Sku sku) throws SQLException {
        return table.find(connection, wishlist.id(), sku)
                .orElseThrow(() -> Refusal.notFound("There is no such article on that wishlist."));
    }

    /**
     * However often it is said: the article is on the list once, with what is wished of it.
     *
     * @param check may refuse, when the article is wished for otherwise than was expected; null stands for one that is not
     *              there
     * @throws Refusal 404: the list is not there; 409: there are as many on it as there may be
     */
    WishlistItem put(String wishlistId, Sku sku, Consumer<WishlistItem> check, Wish wish) {
        return shelf.own().change(connection -> {
            Wishlist wishlist = shelf.get(connection, wishlistId);
            WishlistItem present = table.find(connection, wishlist.id(), sku).orElse(null);
            check.accept(present);
            if (present != null && present.wish().equals(wish)) {
                return present;
            }
            if (present == null && wishlist.itemCount() >= limit) {
                throw Refusal.conflict(
                        "There can be " + limit + " articles on a wishlist, and there are: remove one first.");
            }
            WishlistItem written =
                    table.write(connection, wishlist.id(), sku, wish, wishlists.nextVersion(connection, wishlist));
            shelf.tell(wishlist.id(), ItemChange.CHANGED);
            return written;
        });
    }

    /** @throws Refusal 404: the list or the article is not there */
    void remove(String wishlistId, Sku sku, Consumer<WishlistItem> check) {
        shelf.own().change(connection -> {
            Wishlist wishlist = shelf.get(connection, wishlistId);
            check.accept(find(connection, wishlist, sku));
            table.remove(connection, wishlist.id(), sku);
            wishlists.nextVersion(connection, wishlist);
            shelf.tell(wishlist.id(), ItemChange.CHANGED);
            return null;
        });
    }
}
