package shop.identity.it.privacy;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads every table of a database, whoever's it is, and looks for words: in texts, JSON, numbers, lists and bytes alike. */
final class TableSearch {

    /** Not what PostgreSQL keeps of itself. */
    private static final String TABLES = """
            SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables
             WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
               AND table_schema NOT LIKE 'pg\\_%' ORDER BY 1
            """;

    private static final String COLUMNS = """
            SELECT quote_ident(attname) FROM pg_attribute
             WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """;

    /**
     * A row as one text has the bytes in it as hexadecimal digits. Also as it is written: in some locales PostgreSQL knows the
     * lower case of no letter but those of ASCII. Each row is made a text once, however many words are looked for: that is what
     * OFFSET 0 is for.
     */
    private static final String WORDS_IN = """
            SELECT DISTINCT text
              FROM (SELECT lower(%2$s::text) AS low, %2$s::text AS plain FROM %1$s AS t OFFSET 0) AS held,
                   unnest(?::text[], ?::text[]) AS sought (text, written)
             WHERE strpos(low, text) > 0 OR (written <> text AND strpos(plain, written) > 0)
            """;

    private final Connection connection;

    TableSearch(Connection connection) {
        this.connection = connection;
    }

    /** @return {@code TABLE.COLUMN: word}, sorted */
    Set<String> places(List<Sought> sought) throws SQLException {
        Map<String, Sought> byText =
                sought.stream().collect(Collectors.toMap(Sought::text, Function.identity(), (one, other) -> one));
        Set<String> places = new TreeSet<>();
        for (String table : strings(TABLES)) {
            List<Sought> inRows = found(table, "t", byText.values(), byText);
            if (!inRows.isEmpty()) {
                for (String column : columns(table)) {
                    for (Sought one : found(table, "t." + column, inRows, byText)) {
                        places.add(name(table) + "." + plain(column) + ": " + one);
                    }
                }
            }
        }
        return places;
    }

    private List<Sought> found(String table, String expression, Collection<Sought> sought, Map<String, Sought> byText)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WORDS_IN.formatted(table, expression))) {
            select.setArray(1, texts(sought.stream().map(Sought::text)));
            select.setArray(2, texts(sought.stream().map(Sought::written)));
            return strings(select).stream().map(byText::get).toList();
        }
    }

    private Array texts(Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private List<String> columns(String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            select.setString(1, table);
            return strings(select);
        }
    }

    private List<String> strings(String statement) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(statement)) {
            return strings(select);
        }
    }

    private static List<String> strings(PreparedStatement select) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                strings.add(row.getString(1));
            }
        }
        return strings;
    }

    /** As the data map has it. */
    private static String name(String table) {
        return plain(table.substring(table.indexOf('.') + 1));
    }

    private static String plain(String identifier) {
        return identifier.replace("\"", "").toUpperCase(Locale.ROOT);
    }
}
