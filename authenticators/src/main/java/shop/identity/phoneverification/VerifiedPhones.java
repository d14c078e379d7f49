package shop.identity.phoneverification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import shop.identity.customer.ContactChannel;
import shop.identity.token.Token;

/**
 * Which numbers customers have shown to have: the table {@code SHOP_VERIFIED_PHONE}. A row counts as long as its customer
 * has the number, and the attribute that says that it is verified.
 */
final class VerifiedPhones {

    /** Verifications of one number come one after the other, over all nodes. Ends with the transaction. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(? || '/' || ?, 13))";

    /** Held to the end of the transaction: nobody changes the number while it is being verified. */
    private static final String NUMBER = "SELECT VALUE FROM USER_ATTRIBUTE WHERE USER_ID = ? AND NAME = '"
            + PhoneVerification.NUMBER + "' FOR UPDATE";

    /** What a federation keeps of its users to itself is taken on trust. */
    private static final String TAKEN = """
            SELECT EXISTS (
              SELECT 1 FROM SHOP_VERIFIED_PHONE v
               WHERE v.REALM_ID = ? AND v.NUMBER_HASH = ? AND v.USER_ID <> ?
                 AND (v.USER_ID LIKE 'f:%%'
                      OR EXISTS (SELECT 1 FROM USER_ATTRIBUTE a
                                  WHERE a.USER_ID = v.USER_ID AND a.NAME = '%s' AND a.VALUE = ?)
                     AND EXISTS (SELECT 1 FROM USER_ATTRIBUTE a
                                  WHERE a.USER_ID = v.USER_ID AND a.NAME = '%s' AND a.VALUE = 'true')))
            """.formatted(PhoneVerification.NUMBER, ContactChannel.PHONE_ATTRIBUTE);

    private static final String NOTE = """
            INSERT INTO SHOP_VERIFIED_PHONE AS v (USER_ID, REALM_ID, NUMBER_HASH) VALUES (?, ?, ?)
            ON CONFLICT (USER_ID) DO UPDATE SET NUMBER_HASH = EXCLUDED.NUMBER_HASH, VERIFIED_AT = CURRENT_TIMESTAMP
            """;

    void lock(Connection connection, String realmId, String number) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, realmId);
            lock.setString(2, number);
            lock.execute();
        }
    }

    /** @return false when the customer has another number by now, whatever the session has read before */
    boolean isStillOf(Connection connection, String userId, String number) throws SQLException {
        if (userId.startsWith("f:")) {
            return true;
        }
        try (PreparedStatement select = connection.prepareStatement(NUMBER)) {
            select.setString(1, userId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && number.equals(row.getString(1)) && !row.next();
            }
        }
    }

    /** Whether another customer has it verified. Under the lock. */
    boolean isTaken(Connection connection, String realmId, String userId, String number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TAKEN)) {
            select.setString(1, realmId);
            select.setBytes(2, digest(number));
            select.setString(3, userId);
            select.setString(4, number);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    void note(Connection connection, String realmId, String userId, String number) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            insert.setString(1, userId);
            insert.setString(2, realmId);
            insert.setBytes(3, digest(number));
            insert.executeUpdate();
        }
    }

    /** Whether it was another number that the customer verified. Where nothing is noted, staff have set the attribute. */
    boolean isForAnother(Connection connection, String userId, String number) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT NUMBER_HASH <> ? FROM SHOP_VERIFIED_PHONE WHERE USER_ID = ?")) {
            select.setBytes(1, digest(number));
            select.setString(2, userId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    Optional<Instant> since(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT VERIFIED_AT FROM SHOP_VERIFIED_PHONE WHERE USER_ID = ? AND REALM_ID = ?")) {
            select.setString(1, userId);
            select.setString(2, realmId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
            }
        }
    }

    void forgetUser(Connection connection, String userId) throws SQLException {
        forget(connection, "DELETE FROM SHOP_VERIFIED_PHONE WHERE USER_ID = ?", userId);
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        forget(connection, "DELETE FROM SHOP_VERIFIED_PHONE WHERE REALM_ID = ?", realmId);
    }

    private static void forget(Connection connection, String statement, String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(statement)) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }

    private static byte[] digest(String number) {
        return Token.Target.of(number).digest();
    }
}
