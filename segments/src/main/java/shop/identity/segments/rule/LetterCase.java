package shop.identity.segments.rule;

import java.util.Locale;

/** How a field's texts are written: what a rule says is brought into the same form. */
public enum LetterCase {
    AS_IS,
    LOWER,
    UPPER;

    String of(String text) {
        return switch (this) {
            case AS_IS -> text;
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case UPPER -> text.toUpperCase(Locale.ROOT);
        };
    }
}
