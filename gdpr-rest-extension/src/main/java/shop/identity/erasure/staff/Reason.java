package shop.identity.erasure.staff;

import java.util.Optional;
import shop.identity.problem.RequestFields;

/** Why a customer has to wait, in one line, for the customer to read. */
final class Reason {

    private static final String FIELD = "reason";
    private static final int LONGEST = 500;

    private Reason() {}

    /** @return empty when it is wrong, which is told */
    static Optional<String> of(RequestFields fields) {
        boolean given = fields.has(FIELD);
        Optional<String> text = fields.text(FIELD).map(String::strip);
        if (!given || text.filter(String::isEmpty).isPresent()) {
            fields.wrong(FIELD, "is needed");
            return Optional.empty();
        }
        if (text.filter(line -> line.length() > LONGEST).isPresent()) {
            fields.wrong(FIELD, "is longer than " + LONGEST + " characters");
            return Optional.empty();
        }
        if (text.filter(line -> line.codePoints().anyMatch(Reason::isNoText)).isPresent()) {
            fields.wrong(FIELD, "has characters that are no text");
            return Optional.empty();
        }
        return text;
    }

    /** What breaks the line, steers a terminal, or makes a text read as another one. */
    private static boolean isNoText(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
