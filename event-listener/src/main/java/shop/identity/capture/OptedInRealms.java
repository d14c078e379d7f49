package shop.identity.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import shop.identity.customer.CustomerRealm;

/**
 * Which realms name our listener. Read on the transaction's own connection: a realm that is being imported together with
 * its users is in no cache yet.
 */
final class OptedInRealms {

    private static final String SELECT = """
            SELECT r.ID, r.NAME FROM REALM r
              JOIN REALM_EVENTS_LISTENERS l ON l.REALM_ID = r.ID AND l.VALUE = ?
             WHERE r.ID = ANY(?::text[])
            """;

    private final String listener;

    OptedInRealms(String listener) {
        this.listener = listener;
    }

    Map<String, CustomerRealm> among(Connection connection, Set<String> realmIds) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, listener);
            select.setArray(2, connection.createArrayOf("text", realmIds.toArray()));
            Map<String, CustomerRealm> realms = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    realms.put(row.getString(1), new CustomerRealm(row.getString(1), row.getString(2)));
                }
            }
            return realms;
        }
    }
}
