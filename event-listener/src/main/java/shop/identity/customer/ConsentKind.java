package shop.identity.customer;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a customer may agree to. */
public enum ConsentKind {
    /** The shop's terms. */
    TERMS,
    /** News and offers by e-mail. */
    MARKETING;

    /** The one of that {@link #wireName()}. */
    public static Optional<ConsentKind> named(String wireName) {
        return Stream.of(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }

    /** The value in the database and in interfaces. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
