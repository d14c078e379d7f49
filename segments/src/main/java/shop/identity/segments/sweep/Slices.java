package shop.identity.segments.sweep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Into how many parts a realm's customers are cut: a part is evaluated by one statement, so it should be large enough to read
 * tables as a whole, and small enough to fit into memory and to be repeated. Ids are evenly spread, being random; where they are
 * not, parts are of different sizes, and all are right.
 */
final class Slices {

    private static final long LARGEST = 300_000;
    private static final String DIGITS = "0123456789abcdef";

    private static final String NEXT = "SELECT min(id) FROM unnest(?::text[]) AS id WHERE id > ?";

    private static final String COUNT =
            "SELECT COUNT(*) FROM USER_ENTITY WHERE REALM_ID = ? AND SERVICE_ACCOUNT_CLIENT_LINK IS NULL";

    private Slices() {}

    static long count(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, realmId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** @return the end of the part behind this id, inclusive; null: there is no other one behind it */
    static String end(Connection connection, String after, long customers) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setArray(1, connection.createArrayOf("text", ends(customers).toArray()));
            select.setString(2, after);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** 1, 4, 16, 64, 256 or at most 4096 parts. */
    static List<String> ends(long customers) {
        int parts = 1;
        while (customers / parts > LARGEST && parts < 4096) {
            parts *= 4;
        }
        List<String> ends = new ArrayList<>();
        for (int part = 1; part < parts; part++) {
            ends.add(prefix(part * (4096 / parts)));
        }
        return ends;
    }

    /** The first three digits of an id; zeros at the end say nothing. */
    private static String prefix(int number) {
        StringBuilder prefix = new StringBuilder();
        for (int rest = number; rest > 0; rest = rest % 256 * 16 & 0xfff) {
            prefix.append(DIGITS.charAt(rest / 256));
        }
        return prefix.toString();
    }
}
