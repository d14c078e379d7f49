package shop.identity.text;

import java.util.Optional;
import shop.identity.problem.RequestFields;

/**
 * Lines that people write, among the fields of a request. They are kept in one form ({@link LineOfText}), and are text alone:
 * HTML means nothing in them.
 */
public record TextFields(RequestFields fields) {

    /**
     * @param longest in characters, as Unicode counts them
     * @return empty when there is none, or nothing in it; or when it is wrong, which is told
     */
    public Optional<String> line(String name, int longest) {
        return fields.text(name).flatMap(typed -> read(name, typed, longest)).filter(line -> !line.isEmpty());
    }

    /** @param complaint what is told when there is none */
    public Optional<String> neededLine(String name, int longest, String complaint) {
        boolean given = fields.has(name);
        Optional<String> line = fields.text(name);
        if (!given) {
            fields.wrong(name, complaint);
            return Optional.empty();
        }
        return line.flatMap(typed -> read(name, typed, longest)).filter(text -> {
            if (text.isEmpty()) {
                fields.wrong(name, complaint);
            }
            return !text.isEmpty();
        });
    }

    /**
     * @param typed one of several lines of a field
     * @return empty when it is wrong, which is told; of a line with nothing in it, an empty text
     */
    public Optional<String> read(String name, String typed, int longest) {
        Optional<String> line = LineOfText.of(typed);
        if (line.isEmpty()) {
            fields.wrong(name, "has characters that are no text");
        } else if (line.get().codePointCount(0, line.get().length()) > longest) {
            fields.wrong(name, "is longer than " + longest + " characters");
            return Optional.empty();
        }
        return line;
    }
}
