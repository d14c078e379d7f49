package shop.identity.it.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shop.identity.it.ground.Ground;

/** A line of the table in {@code docs/status.md}. */
record Transition(String from, String to, boolean byRest, boolean byRecord, String others) {

    private static final Pattern LINE =
            Pattern.compile("(?m)^\\| `([A-Z]+)` \\| `([A-Z]+)` \\| (yes|409) \\| (yes|409) \\|(.*)\\|$");

    static List<Transition> inDocs() {
        try {
            Matcher line = LINE.matcher(Files.readString(Ground.ROOT.resolve("docs/status.md")));
            return line.results()
                    .map(found -> new Transition(
                            found.group(1),
                            found.group(2),
                            found.group(3).equals("yes"),
                            found.group(4).equals("yes"),
                            found.group(5).strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
