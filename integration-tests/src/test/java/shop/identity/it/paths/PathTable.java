package shop.identity.it.paths;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import shop.identity.it.ground.Ground;

/** The matrix in {@code docs/events.md}: every table that begins with its header. */
record PathTable(List<Row> rows) {

    private static final List<String> HEADER = List.of("path", "events", "actor", "channel");

    /** @param told as {@link shop.identity.it.ground.CustomerRecord#told()} says it, in order */
    record Row(String path, List<String> told) {

        private static Row of(List<String> cells) {
            List<String> events = values(cells.get(1));
            List<String> actors = values(cells.get(2));
            List<String> channels = values(cells.get(3));
            return new Row(
                    cells.get(0),
                    IntStream.range(0, events.size())
                            .mapToObj(i ->
                                    "customer." + events.get(i) + " by " + at(i, actors) + " over " + at(i, channels))
                            .toList());
        }

        private static List<String> values(String cell) {
            return Arrays.stream(cell.split(","))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty() && !value.equals("none"))
                    .toList();
        }

        /** One value stands for all events. */
        private static String at(int event, List<String> values) {
            return values.get(values.size() == 1 ? 0 : event);
        }
    }

    static PathTable inDocs() {
        try {
            return parse(Files.readAllLines(Ground.ROOT.resolve("docs/events.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PathTable parse(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            List<String> cells = cells(line);
            if (inside && cells.size() == HEADER.size() && !line.startsWith("|---")) {
                rows.add(Row.of(cells));
            }
            inside = cells.equals(HEADER) || inside && line.startsWith("|");
        }
        return new PathTable(rows);
    }

    private static List<String> cells(String line) {
        if (!line.startsWith("|")) {
            return List.of();
        }
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(cell -> cell.replace("`", "").strip())
                .toList();
    }

    Row row(String path) {
        return rows.stream()
                .filter(row -> row.path().equals(path))
                .findAny()
                .orElseThrow(() -> new AssertionError("docs/events.md has no row \"" + path + "\""));
    }
}
