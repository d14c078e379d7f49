package shop.identity.address;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an address is for. */
enum AddressKind {
    SHIPPING,
    BILLING;

    /** The value in requests, in answers and in the database. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AddressKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findAny();
    }
}
