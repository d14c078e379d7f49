package shop.identity.welcome;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import shop.identity.queue.DurableCommit;

/**
 * The table {@code SHOP_WELCOME}: a row for each customer who was ever welcomed, which says what comes next and when. It
 * stays when nothing more comes, so that nobody is welcomed twice, and goes with the customer. Times are by the database's
 * clock; everything happens in the caller's transaction.
 */
final class Welcomes {

    private static final String BEGIN = """
            INSERT INTO SHOP_WELCOME (REALM_ID, USER_ID, CLIENT_ID, VERIFIED_AT, NEXT_DAY, DUE_AT)
            SELECT ?, ?, ?, now, ?, now + ? * interval '1 day' FROM clock_timestamp() AS now
                ON CONFLICT DO NOTHING
            """;

    /** By the index of what is due; rows that another node is at are passed by. */
    private static final String TAKE = """
            SELECT REALM_ID, USER_ID, NEXT_DAY, CLIENT_ID FROM SHOP_WELCOME WHERE DUE_AT <= clock_timestamp()
             ORDER BY DUE_AT LIMIT 1 FOR UPDATE SKIP LOCKED
            """;

    private static final String GO_ON = """
            UPDATE SHOP_WELCOME SET NEXT_DAY = ?, DUE_AT = VERIFIED_AT + ? * interval '1 day'
             WHERE REALM_ID = ? AND USER_ID = ?
            """;

    private static final String END = """
            UPDATE SHOP_WELCOME SET NEXT_DAY = NULL, DUE_AT = NULL WHERE REALM_ID = ? AND USER_ID = ?
            """;

    private static final String PUT_OFF = """
            UPDATE SHOP_WELCOME SET DUE_AT = clock_timestamp() + ? * interval '1 second'
             WHERE REALM_ID = ? AND USER_ID = ? AND NEXT_DAY = ?
            """;

    private static final String OF =
            "SELECT CLIENT_ID, VERIFIED_AT, DUE_AT FROM SHOP_WELCOME WHERE REALM_ID = ? AND USER_ID = ?";

    private static final String FORGET_USER = "DELETE FROM SHOP_WELCOME WHERE REALM_ID = ? AND USER_ID = ?";
    private static final String FORGET_REALM = "DELETE FROM SHOP_WELCOME WHERE REALM_ID = ?";

    /**
     * How far a customer's welcome is.
     *
     * @param clientId where the customer came from; null: not known
     * @param due      when the next mail is; null: nothing more comes
     */
    record Series(String clientId, Instant verified, Instant due) {}

    /** @return false when the customer was welcomed before; one who is being so at this moment is waited for */
    boolean begin(Connection connection, DueWelcome first) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setString(1, first.realmId());
            insert.setString(2, first.userId());
            insert.setString(3, first.clientId());
            insert.setInt(4, first.day());
            insert.setInt(5, first.day());
            return insert.executeUpdate() == 1;
        }
    }

    /** One that is due, held for this transaction. */
    Optional<DueWelcome> take(Connection connection) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement select = connection.prepareStatement(TAKE);
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new DueWelcome(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)))
                    : Optional.empty();
        }
    }

    void goOn(Connection connection, DueWelcome sent, int next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(GO_ON)) {
            update.setInt(1, next);
            update.setInt(2, next);
            update.setString(3, sent.realmId());
            update.setString(4, sent.userId());
            update.executeUpdate();
        }
    }

    void end(Connection connection, DueWelcome last) throws SQLException {
        execute(connection, END, last.realmId(), last.userId());
    }

    /** Unless somebody has sent it meanwhile. */
    void putOff(Connection connection, DueWelcome failed, Duration pause) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(PUT_OFF)) {
            update.setLong(1, pause.toSeconds());
            update.setString(2, failed.realmId());
            update.setString(3, failed.userId());
            update.setInt(4, failed.day());
            update.executeUpdate();
        }
    }

    Optional<Series> of(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Timestamp due = row.getTimestamp(3);
                return Optional.of(new Series(
                        row.getString(1), row.getTimestamp(2).toInstant(), due == null ? null : due.toInstant()));
            }
        }
    }

    void forgetUser(Connection connection, String realmId, String userId) throws SQLException {
        execute(connection, FORGET_USER, realmId, userId);
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        execute(connection, FORGET_REALM, realmId);
    }

    private static void execute(Connection connection, String sql, String... ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                statement.setString(i + 1, ids[i]);
            }
            statement.executeUpdate();
        }
    }
}
