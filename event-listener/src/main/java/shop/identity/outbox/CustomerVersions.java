package shop.identity.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The version of each customer, in {@code SHOP_CUSTOMER}. Advancing it locks the customer's row until the commit: that
 * lock is what puts one customer's transactions, and so their events, in one gap-free order over all nodes.
 */
final class CustomerVersions {

    /** Rows come in the order of their ids, so that two transactions with the same customers cannot deadlock here. */
    private static final String ADVANCE = """
            INSERT INTO SHOP_CUSTOMER AS known (CUSTOMER_ID, REALM_ID, VERSION)
            SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[])
            ON CONFLICT (CUSTOMER_ID) DO UPDATE SET VERSION = known.VERSION + EXCLUDED.VERSION
            RETURNING CUSTOMER_ID, VERSION
            """;

    /** @param steps by how much, and in which realm */
    record Step(String realmId, long steps) {}

    /** @return the version of each customer before its first new event */
    Map<String, Long> advance(Connection connection, SortedMap<String, Step> steps) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(ADVANCE)) {
            upsert.setArray(1, connection.createArrayOf("text", steps.keySet().toArray()));
            upsert.setArray(
                    2,
                    connection.createArrayOf(
                            "text", steps.values().stream().map(Step::realmId).toArray()));
            upsert.setArray(
                    3,
                    connection.createArrayOf(
                            "int8", steps.values().stream().map(Step::steps).toArray()));
            Map<String, Long> before = new HashMap<>();
            try (ResultSet row = upsert.executeQuery()) {
                while (row.next()) {
                    String customerId = row.getString(1);
                    before.put(
                            customerId, row.getLong(2) - steps.get(customerId).steps());
                }
            }
            return before;
        }
    }

    /** The customers are gone, and their last event is written: an id that ever comes back starts a new life at 1. */
    void forget(Connection connection, Collection<String> customerIds) throws SQLException {
        if (customerIds.isEmpty()) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ANY(?::text[])")) {
            delete.setArray(1, connection.createArrayOf("text", customerIds.toArray()));
            delete.executeUpdate();
        }
    }

    /** Realm removal deletes its users in bulk, so there is no customer to forget one by one. */
    void forgetRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM SHOP_CUSTOMER WHERE REALM_ID = ?")) {
            delete.setString(1, realmId);
            delete.executeUpdate();
        }
    }
}
