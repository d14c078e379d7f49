package shop.identity.address;

import java.util.Optional;

/**
 * What a customer wants an address to be.
 *
 * @param kind      empty: as it is, or for shipping when it is new
 * @param isDefault empty: as it is
 */
record AddressDraft(Optional<AddressKind> kind, Optional<Boolean> isDefault, PostalAddress where) {

    AddressKind kindOr(AddressKind unlessSaid) {
        return kind.orElse(unlessSaid);
    }

    boolean asksForDefault() {
        return isDefault.orElse(false);
    }

    boolean refusesDefault() {
        return !isDefault.orElse(true);
    }
}
