package shop.identity.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import shop.identity.customer.CustomerRealm;

/**
 * Which realms name our listener. Read on the transaction's own connection: a realm that is being imported together with
 * its users is in no cache yet.
 */
public final class OptedInRealms {

    private static final String SELECT = """
            SELECT r.ID, r.NAME FROM REALM r
              JOIN REALM_EVENTS_LISTENERS l ON l.REALM_ID = r.ID AND l.VALUE = ?
             WHERE r.ID = ANY(?::text[])
            """;

    private final String listener;

    /** @param listener the id that a realm names */
    public OptedInRealms(String listener) {
        this.listener = listener;
    }

    /** @return empty when the realm is gone or does not name the listener */
    public Optional<CustomerRealm> find(Connection connection, String realmId) throws SQLException {
        return Optional.ofNullable(among(connection, Set.of(realmId)).get(realmId));
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
