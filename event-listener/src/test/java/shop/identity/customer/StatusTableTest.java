package shop.identity.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/status.md} has each pair of statuses once, and says what the code says. */
@Tag("CD-5")
class StatusTableTest {

    private static final Pattern LINE =
            Pattern.compile("(?m)^\\| `([A-Z]+)` \\| `([A-Z]+)` \\| (yes|409) \\| (yes|409) \\|.*\\|$");

    private static String line(StatusChange change) {
        String answer = change.isLegal(false) ? "yes" : "409";
        return change.from() + " -> " + change.to() + ": " + answer + ", " + answer;
    }

    @Test
    void theTableIsTheCodes() throws IOException {
        List<String> pairs = new ArrayList<>();
        for (CustomerStatus from : CustomerStatus.values()) {
            for (CustomerStatus to : CustomerStatus.values()) {
                if (from != to) {
                    pairs.add(line(new StatusChange(from, to)));
                }
            }
        }

        List<String> documented = LINE.matcher(Files.readString(Path.of("../docs/status.md")))
                .results()
                .map(found -> found.group(1) + " -> " + found.group(2) + ": " + found.group(3) + ", " + found.group(4))
                .toList();

        assertThat(documented).containsExactlyElementsOf(pairs);
    }
}
