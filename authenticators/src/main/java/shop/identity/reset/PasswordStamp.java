package shop.identity.reset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.keycloak.storage.StorageId;

/**
 * Tells one password of a customer from the next, without a word about either: its credential, and when it was set. A
 * reset link remembers the one that it was sent to replace. So whoever changes the password by whatever path, the account
 * console, staff, an import, a statement in the database, voids the link with that very change, and no path can forget to.
 *
 * <p>Read from the table, not from the model: a node's cache may not know yet what another node changed.
 */
final class PasswordStamp {

    private static final String NONE = "none";

    /** Keycloak hashes a password anew at a login, by newer rules: when it was set stays. */
    private static final String READ = """
            SELECT ID || '@' || COALESCE(CREATED_DATE, 0) FROM %s WHERE USER_ID = ? AND TYPE = 'password'
             ORDER BY ID %s
            """;

    private PasswordStamp() {}

    static String read(Connection connection, String userId) throws SQLException {
        return read(connection, userId, "");
    }

    /** Whoever is about to change it otherwise has done so, or waits for the caller's commit. */
    static String lock(Connection connection, String userId) throws SQLException {
        return read(connection, userId, "FOR UPDATE");
    }

    private static String read(Connection connection, String userId, String how) throws SQLException {
        String table = StorageId.isLocalStorage(userId) ? "CREDENTIAL" : "FED_USER_CREDENTIAL";
        try (PreparedStatement select = connection.prepareStatement(READ.formatted(table, how))) {
            select.setString(1, userId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : NONE;
            }
        }
    }
}
