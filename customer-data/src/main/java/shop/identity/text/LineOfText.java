package shop.identity.text;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one form in which a line is kept, so that what looks the same is the same. */
final class LineOfText {

    private static final Pattern BLANKS_AROUND = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");

    private LineOfText() {}

    /**
     * Composed (NFC) and without blanks around it.
     *
     * @return empty when there is more than text in it; an empty text when nothing of it can be seen
     */
    static Optional<String> of(String typed) {
        if (typed.codePoints().anyMatch(LineOfText::isHalfACharacter)) {
            // Normalising would take no offence, and the database would.
            return Optional.empty();
        }
        String line = BLANKS_AROUND
                .matcher(Normalizer.normalize(typed, Normalizer.Form.NFC))
                .replaceAll("");
        if (line.codePoints().anyMatch(LineOfText::isNoText)) {
            return Optional.empty();
        }
        return Optional.of(line.codePoints().allMatch(LineOfText::isInvisible) ? "" : line);
    }

    private static boolean isHalfACharacter(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }

    /** What steers a terminal or a printer, breaks the line, or makes a text read as another one. */
    private static boolean isNoText(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> isTurningTheDirection(character);
        };
    }

    private static boolean isTurningTheDirection(int character) {
        return character >= 0x202A && character <= 0x202E || character >= 0x2066 && character <= 0x2069;
    }

    private static boolean isInvisible(int character) {
        return Character.getType(character) == Character.FORMAT || Character.isSpaceChar(character);
    }
}
