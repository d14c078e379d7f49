package shop.identity.remote;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one service still has to be told.
 *
 * @param open  how many tasks
 * @param first when the first of them is due, by law
 */
record Deadline(String service, long open, Instant first) {

    /** From an index of open tasks, which are few. */
    private static final String MEASURE = """
            SELECT SERVICE, COUNT(*), MIN(DUE_AT) FROM SHOP_ERASURE_TASK WHERE ACKNOWLEDGED_AT IS NULL GROUP BY SERVICE
            """;

    static List<Deadline> measure(Connection connection) throws SQLException {
        List<Deadline> deadlines = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(MEASURE);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                deadlines.add(new Deadline(
                        row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant()));
            }
        }
        return deadlines;
    }
}
