package shop.identity.token;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What of the table {@code SHOP_TOKEN} an owner may know: that there are some. Neither secret nor digest. */
final class OwnTokens {

    private static final String READ = """
            SELECT KIND, CREATED_AT, EXPIRES_AT, USED_AT FROM SHOP_TOKEN
             WHERE USER_ID = ? AND REALM_ID = ? ORDER BY CREATED_AT, ID
            """;

    /**
     * One of them.
     *
     * @param kind as {@link TokenKind} names it
     * @param used null: it was not
     */
    record Issued(String kind, Instant created, Instant expires, Instant used) {}

    /** The oldest first. */
    List<Issued> of(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, userId);
            select.setString(2, realmId);
            List<Issued> issued = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Timestamp used = row.getTimestamp(4);
                    issued.add(new Issued(
                            row.getString(1),
                            row.getTimestamp(2).toInstant(),
                            row.getTimestamp(3).toInstant(),
                            used == null ? null : used.toInstant()));
                }
            }
            return issued;
        }
    }
}
