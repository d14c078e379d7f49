package shop.identity.it.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.identity.it.ground.Ground;

/**
 * {@code docs/data-map.md}, as others can ask it.
 *
 * @param strangers Keycloak's tables that know no customer
 */
record DataMap(List<Column> columns, Set<String> strangers) {

    private static final String SHOP = "SHOP_";
    private static final String NONE = "–";
    private static final int CELLS = 7;
    private static final Pattern NAME = Pattern.compile("`([A-Z_0-9]+)`");
    private static final Pattern STRANGER = Pattern.compile("\\* `([A-Z_0-9]+)`");

    /**
     * A row of its tables.
     *
     * @param export the section of an export; empty when it is not handed out
     */
    record Column(String table, String name, String personal, String owner, String export, String erasure, String why) {

        String place() {
            return table + "." + name;
        }

        boolean isOfCustomers() {
            return !personal.equals("no");
        }
    }

    static DataMap read() {
        try {
            return parse(Files.readAllLines(Ground.ROOT.resolve("docs/data-map.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataMap parse(List<String> lines) {
        List<Column> columns = new ArrayList<>();
        Set<String> strangers = new TreeSet<>();
        for (String line : lines) {
            Matcher stranger = STRANGER.matcher(line);
            if (line.startsWith("| `")) {
                columns.add(column(line));
            } else if (stranger.matches()) {
                strangers.add(stranger.group(1));
            }
        }
        return new DataMap(List.copyOf(columns), strangers);
    }

    private static Column column(String line) {
        List<String> cells = Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
        if (cells.size() != CELLS) {
            throw new IllegalArgumentException("a row has " + CELLS + " cells, not " + cells.size() + ": " + line);
        }
        return new Column(
                name(cells.get(0)),
                name(cells.get(1)),
                cells.get(2),
                cells.get(3),
                cells.get(4).equals(NONE) ? "" : cells.get(4),
                cells.get(5),
                cells.get(6));
    }

    private static String name(String cell) {
        Matcher name = NAME.matcher(cell);
        if (!name.matches()) {
            throw new IllegalArgumentException("no name of a table or column: " + cell);
        }
        return name.group(1);
    }

    Set<String> places() {
        return columns.stream().map(Column::place).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where the id of a customer who was erased may still stand. */
    Set<String> placesThatKeepIds() {
        return columns.stream()
                .filter(column -> column.isOfCustomers()
                        && Set.of("kept", "expires", "emptied").contains(column.erasure()))
                .map(Column::place)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What a database has and the map does not know.
     *
     * @param live {@code TABLE.COLUMN}
     */
    Set<String> unknownAmong(Collection<String> live) {
        Set<String> unknown = new TreeSet<>(live);
        unknown.removeAll(places());
        unknown.removeIf(place -> !place.startsWith(SHOP) && strangers.contains(tableOf(place)));
        return unknown;
    }

    /** What the map knows and a database does not have. */
    Set<String> missingFrom(Collection<String> live) {
        Set<String> missing = places();
        missing.addAll(strangers);
        missing.removeAll(live);
        live.forEach(place -> missing.remove(tableOf(place)));
        return missing;
    }

    private static String tableOf(String place) {
        return place.substring(0, place.indexOf('.'));
    }
}
