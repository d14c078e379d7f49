package shop.identity.backfill;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is told once more. */
public enum BackfillKind {
    /** What every customer of the realm is like now. */
    SNAPSHOT,
    /** The realm's events of a range of time, as they were. */
    REPLAY;

    public static Optional<BackfillKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findAny();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
