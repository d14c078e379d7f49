package shop.identity.lockout;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Whose failures are counted together.
 *
 * @param browser one that is known to be the customer's; empty for everybody else's
 */
record Account(String realmId, String userId, String browser) {

    static Account of(String realmId, String userId) {
        return new Account(realmId, userId, "");
    }

    Account fromBrowser(String known) {
        return new Account(realmId, userId, known);
    }

    void bind(PreparedStatement statement) throws SQLException {
        statement.setString(1, realmId);
        statement.setString(2, userId);
        statement.setString(3, browser);
    }
}
