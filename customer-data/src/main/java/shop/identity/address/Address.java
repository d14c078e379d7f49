package shop.identity.address;

import shop.identity.request.EntityVersion;

/**
 * An entry of a customer's address book.
 *
 * @param isDefault the one that is taken when the customer does not say which; of each kind exactly one is, as soon as there
 *                  is any
 * @param version   another one with each change
 */
record Address(String id, AddressKind kind, boolean isDefault, PostalAddress where, EntityVersion version) {

    boolean isLike(Address other) {
        return kind == other.kind && isDefault == other.isDefault && where.equals(other.where);
    }
}
