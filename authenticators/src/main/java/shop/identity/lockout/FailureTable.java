package shop.identity.lockout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import shop.identity.queue.DurableCommit;

/**
 * The table {@code SHOP_LOGIN_FAILURE}: a row per account, and per browser known to be its customer's, that somebody is
 * signing in to or has failed to. In the caller's transaction.
 */
final class FailureTable {

    /** The usual case, in one statement: nothing is known of the account. */
    private static final String BEGIN = """
            INSERT INTO SHOP_LOGIN_FAILURE (REALM_ID, USER_ID, BROWSER, PENDING, FORGOTTEN_AT)
            VALUES (?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING
            """;

    private static final String COLUMNS = "FAILURES, TEMPORARY, SECONDARY, LAST_AT, ADDRESS, LOCKED_UNTIL, PENDING";
    private static final String KEY = " WHERE REALM_ID = ? AND USER_ID = ? AND BROWSER = ?";
    private static final String READ = "SELECT " + COLUMNS + " FROM SHOP_LOGIN_FAILURE" + KEY;
    private static final String LOCK = READ + " FOR UPDATE";
    private static final String OF_USER = "SELECT " + COLUMNS
            + ", BROWSER FROM SHOP_LOGIN_FAILURE WHERE REALM_ID = ? AND USER_ID = ? ORDER BY BROWSER";

    private static final String WRITE = """
            INSERT INTO SHOP_LOGIN_FAILURE
              (REALM_ID, USER_ID, BROWSER, FAILURES, TEMPORARY, SECONDARY, LAST_AT, ADDRESS, LOCKED_UNTIL, PENDING,
               FORGOTTEN_AT)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            ON CONFLICT (REALM_ID, USER_ID, BROWSER) DO UPDATE
              SET FAILURES = EXCLUDED.FAILURES, TEMPORARY = EXCLUDED.TEMPORARY, SECONDARY = EXCLUDED.SECONDARY,
                  LAST_AT = EXCLUDED.LAST_AT, ADDRESS = EXCLUDED.ADDRESS, LOCKED_UNTIL = EXCLUDED.LOCKED_UNTIL,
                  PENDING = EXCLUDED.PENDING, FORGOTTEN_AT = EXCLUDED.FORGOTTEN_AT
            """;

    /** The other end of {@link #BEGIN}: nothing but this attempt is known. */
    private static final String END = "DELETE FROM SHOP_LOGIN_FAILURE" + KEY
            + " AND FAILURES = 0 AND TEMPORARY = 0 AND SECONDARY = 0 AND LOCKED_UNTIL IS NULL AND PENDING - ?::text = '{}'";

    private static final String REMOVE = "DELETE FROM SHOP_LOGIN_FAILURE" + KEY;
    private static final String REMOVE_USER = "DELETE FROM SHOP_LOGIN_FAILURE WHERE REALM_ID = ? AND USER_ID = ?";

    /** Of one browser nobody was told. */
    private static final String REMOVE_REALM = """
            DELETE FROM SHOP_LOGIN_FAILURE WHERE REALM_ID = ?
            RETURNING USER_ID, BROWSER = '' AND LOCKED_UNTIL > clock_timestamp()
            """;

    private static final String REMOVE_FORGOTTEN = """
            DELETE FROM SHOP_LOGIN_FAILURE WHERE CTID = ANY(ARRAY(
              SELECT CTID FROM SHOP_LOGIN_FAILURE WHERE FORGOTTEN_AT < clock_timestamp()
               ORDER BY FORGOTTEN_AT LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    /** @return false when something is known of the account */
    boolean begin(Connection connection, Account account, UUID attempt, Instant now, Instant forgottenAt)
            throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            account.bind(insert);
            insert.setString(4, PendingAttempts.toJson(Map.of(attempt, now)));
            insert.setTimestamp(5, Timestamp.from(forgottenAt));
            return insert.executeUpdate() == 1;
        }
    }

    Optional<Failures> read(Connection connection, Account account) throws SQLException {
        return read(connection, account, READ);
    }

    /** Held until the transaction ends. */
    Optional<Failures> lock(Connection connection, Account account) throws SQLException {
        DurableCommit.demand(connection);
        return read(connection, account, LOCK);
    }

    private static Optional<Failures> read(Connection connection, Account account, String statement)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(statement)) {
            account.bind(select);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(failures(row)) : Optional.empty();
            }
        }
    }

    /** By browser; under an empty text those of all that are not known. */
    Map<String, Failures> ofUser(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_USER)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            Map<String, Failures> byBrowser = new LinkedHashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byBrowser.put(row.getString(8), failures(row));
                }
            }
            return byBrowser;
        }
    }

    private static Failures failures(ResultSet row) throws SQLException {
        return new Failures(
                row.getInt(1),
                row.getInt(2),
                row.getInt(3),
                instant(row.getTimestamp(4)),
                row.getString(5),
                instant(row.getTimestamp(6)),
                PendingAttempts.of(row.getString(7)));
    }

    /** Under the lock, or where there is no row. */
    void write(Connection connection, Account account, Failures failures, Instant forgottenAt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
            account.bind(insert);
            insert.setInt(4, failures.count());
            insert.setInt(5, failures.temporary());
            insert.setInt(6, failures.secondary());
            insert.setTimestamp(7, timestamp(failures.last()));
            insert.setString(8, failures.address());
            insert.setTimestamp(9, timestamp(failures.lockedUntil()));
            insert.setString(10, PendingAttempts.toJson(failures.pending()));
            insert.setTimestamp(11, Timestamp.from(forgottenAt));
            insert.executeUpdate();
        }
    }

    /** @return false when more is known than this attempt */
    boolean end(Connection connection, Account account, UUID attempt) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(END)) {
            account.bind(delete);
            delete.setString(4, attempt.toString());
            return delete.executeUpdate() == 1;
        }
    }

    void remove(Connection connection, Account account) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            account.bind(delete);
            delete.executeUpdate();
        }
    }

    void removeUser(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_USER)) {
            delete.setString(1, realmId);
            delete.setString(2, userId);
            delete.executeUpdate();
        }
    }

    /** @return whose accounts were locked */
    List<String> removeRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_REALM)) {
            delete.setString(1, realmId);
            List<String> locked = new ArrayList<>();
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(2)) {
                        locked.add(row.getString(1));
                    }
                }
            }
            return locked.stream().distinct().toList();
        }
    }

    /** @return how many were removed; fewer than {@code most}: there are no more */
    int removeForgotten(Connection connection, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_FORGOTTEN)) {
            delete.setInt(1, most);
            return delete.executeUpdate();
        }
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static Timestamp timestamp(Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
