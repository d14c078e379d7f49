package shop.identity.wishlist;

import java.util.Set;
import shop.identity.own.Limits;
import shop.identity.server.ServerOptions;

/**
 * The options of {@code --spi-shop-customer-part--wishlists--…}.
 *
 * @param limit      how many wishlists a customer can have
 * @param itemsLimit how many articles can be on one
 */
record WishlistOptions(int limit, int itemsLimit) {

    private static final String LIMIT = "limit";
    private static final String ITEMS_LIMIT = "items-limit";
    private static final int TEN = 10;
    private static final int TWO_HUNDRED = 200;

    /** @throws IllegalArgumentException with one sentence that names the option */
    static WishlistOptions from(ServerOptions options) {
        options.refuseOthersThan(Set.of(LIMIT, ITEMS_LIMIT));
        return new WishlistOptions(
                Limits.number(options, LIMIT, TEN), Limits.number(options, ITEMS_LIMIT, TWO_HUNDRED));
    }
}
