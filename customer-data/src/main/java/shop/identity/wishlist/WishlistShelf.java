package shop.identity.wishlist;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.ItemChange;
import shop.identity.own.ItemId;
import shop.identity.own.OwnRows;
import shop.identity.problem.Refusal;

/** One customer's wishlists. Their names differ by more than case. */
final class WishlistShelf {

    private final OwnRows own;
    private final WishlistTable table;
    private final int limit;

    /** @param limit how many wishlists there may be */
    WishlistShelf(OwnRows own, WishlistTable table, int limit) {
        this.own = own;
        this.table = table;
        this.limit = limit;
    }

    OwnRows own() {
        return own;
    }

    List<Wishlist> all() {
        return own.read(connection -> table.of(connection, own));
    }

    /** @throws Refusal 404: this customer has none of that id */
    Wishlist get(Connection connection, String id) throws SQLException {
        Optional<Wishlist> wishlist = ItemId.canBe(id) ? table.find(connection, own, id) : Optional.empty();
        return wishlist.orElseThrow(() -> Refusal.notFound("There is no such wishlist."));
    }

    /** @throws Refusal 409: there are as many as there may be, or one has that name */
    Wishlist make(WishlistName name) {
        return own.change(connection -> {
            if (table.of(connection, own).size() >= limit) {
                throw Refusal.conflict("A customer can have " + limit + " wishlists, and has them: remove one first.");
            }
            String id = UUID.randomUUID().toString();
            refuseIfTaken(connection, id, name);
            table.insert(connection, own, id, name);
            tell(id, ItemChange.ADDED);
            return get(connection, id);
        });
    }

    /**
     * @param check may refuse, when the list is another one than was expected
     * @throws Refusal 404; 409: another has that name
     */
    Wishlist rename(String id, Consumer<Wishlist> check, WishlistName name) {
        return own.change(connection -> {
            Wishlist present = get(connection, id);
            check.accept(present);
            if (present.name().equals(name)) {
                return present;
            }
            refuseIfTaken(connection, id, name);
            table.rename(connection, own, id, name);
            tell(id, ItemChange.CHANGED);
            return get(connection, id);
        });
    }

    private void refuseIfTaken(Connection connection, String id, WishlistName name) throws SQLException {
        Optional<Wishlist> holder = table.named(connection, own, name);
        if (holder.filter(other -> !other.id().equals(id)).isPresent()) {
            throw Refusal.conflict("Another wishlist has that name.");
        }
    }

    /**
     * @param check may refuse, when the list is another one than was expected
     * @throws Refusal 404
     */
    void remove(String id, Consumer<Wishlist> check) {
        own.change(connection -> {
            check.accept(get(connection, id));
            table.remove(connection, own, id);
            tell(id, ItemChange.REMOVED);
            return null;
        });
    }

    void tell(String id, ItemChange change) {
        own.tell(new CustomerFact.WishlistChanged(id, change));
    }
}
