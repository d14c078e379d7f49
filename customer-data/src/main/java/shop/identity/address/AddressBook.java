package shop.identity.address;

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
import shop.identity.request.EntityVersion;

/**
 * One customer's addresses. As soon as there is one of a kind, exactly one of that kind is the default: the first one is,
 * whatever was asked for; it stays so until another is made the default, and when it goes, the one that came last takes its
 * place.
 */
final class AddressBook {

    private final OwnRows own;
    private final AddressTable table;
    private final int limit;

    /** @param limit how many addresses there may be */
    AddressBook(OwnRows own, AddressTable table, int limit) {
        this.own = own;
        this.table = table;
        this.limit = limit;
    }

    List<Address> all() {
        return own.read(connection -> table.of(connection, own));
    }

    /** @throws Refusal 404: this customer has none of that id */
    Address get(String id) {
        return own.read(connection -> find(connection, id));
    }

    private Address find(Connection connection, String id) throws SQLException {
        Optional<Address> address = ItemId.canBe(id) ? table.find(connection, own, id) : Optional.empty();
        return address.orElseThrow(() -> Refusal.notFound("There is no such address."));
    }

    /** @throws Refusal 409: there are as many as there may be */
    Address add(AddressDraft draft) {
        return own.change(connection -> {
            List<Address> present = table.of(connection, own);
            if (present.size() >= limit) {
                throw Refusal.conflict("A customer can have " + limit + " addresses, and has them: remove one first.");
            }
            AddressKind kind = draft.kindOr(AddressKind.SHIPPING);
            boolean isFirst = present.stream().noneMatch(address -> address.kind() == kind);
            Address added = new Address(
                    UUID.randomUUID().toString(),
                    kind,
                    isFirst || draft.asksForDefault(),
                    draft.where(),
                    new EntityVersion(1));
            if (added.isDefault()) {
                table.withoutDefault(connection, own, kind);
            }
            table.insert(connection, own, added);
            tell(added, ItemChange.ADDED);
            return added;
        });
    }

    /**
     * @param check    may refuse, when the address is another one than was expected
     * @param drafting what the address is to be, made of what it is
     * @throws Refusal 404; 409: the default has to be handed on by making another the default
     */
    Address change(String id, Consumer<Address> check, Drafting drafting) {
        return own.change(connection -> {
            Address present = find(connection, id);
            check.accept(present);
            Address changed = changed(connection, present, drafting.draft(present));
            if (changed.isLike(present)) {
                return present;
            }
            boolean comes = changed.isDefault() && !(present.isDefault() && changed.kind() == present.kind());
            if (comes) {
                table.withoutDefault(connection, own, changed.kind());
            }
            table.update(connection, own, changed);
            if (present.isDefault() && changed.kind() != present.kind()) {
                table.handOnDefault(connection, own, present.kind());
            }
            tell(changed, ItemChange.CHANGED);
            return changed;
        });
    }

    /** What a customer wants an address to be that is there. */
    @FunctionalInterface
    interface Drafting {
        AddressDraft draft(Address present);
    }

    private Address changed(Connection connection, Address present, AddressDraft draft) throws SQLException {
        AddressKind kind = draft.kindOr(present.kind());
        boolean isDefault;
        if (kind != present.kind()) {
            isDefault = draft.asksForDefault()
                    || table.of(connection, own).stream().noneMatch(address -> address.kind() == kind);
        } else if (present.isDefault() && draft.refusesDefault()) {
            throw Refusal.conflict("It is the default for " + kind.wireName() + ": make another address the default.");
        } else {
            isDefault = present.isDefault() || draft.asksForDefault();
        }
        EntityVersion next = new EntityVersion(present.version().number() + 1);
        return new Address(present.id(), kind, isDefault, draft.where(), next);
    }

    /**
     * @param check may refuse, when the address is another one than was expected
     * @throws Refusal 404
     */
    void remove(String id, Consumer<Address> check) {
        own.change(connection -> {
            Address present = find(connection, id);
            check.accept(present);
            table.remove(connection, own, id);
            if (present.isDefault()) {
                table.handOnDefault(connection, own, present.kind());
            }
            tell(present, ItemChange.REMOVED);
            return null;
        });
    }

    private void tell(Address address, ItemChange change) {
        own.tell(new CustomerFact.AddressChanged(address.id(), change));
    }
}
