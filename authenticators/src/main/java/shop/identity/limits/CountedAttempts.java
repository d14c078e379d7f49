package shop.identity.limits;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import shop.identity.sealing.Digests;
import shop.identity.traces.KnownAs;

/**
 * What the table {@code SHOP_ATTEMPT} has counted of one customer: by the id, an address or a number. Of networks nobody knows
 * whose they are.
 */
final class CountedAttempts {

    /** One probe of the primary key for each limit and subject. */
    private static final String OF_CUSTOMER = """
             REALM_ID = ? AND (KIND, SUBJECT) IN (
               SELECT kind, subject FROM unnest(?::text[]) AS kind CROSS JOIN unnest(?::bytea[]) AS subject)
            """;

    private static final String READ =
            "SELECT KIND, MADE_AT FROM SHOP_ATTEMPT WHERE" + OF_CUSTOMER + " ORDER BY KIND, EXPIRES_AT";
    private static final String REMOVE = "DELETE FROM SHOP_ATTEMPT WHERE" + OF_CUSTOMER;

    /**
     * What was counted for one limit.
     *
     * @param limit its name
     * @param made  the oldest first
     */
    record Counted(String limit, List<Instant> made) {}

    List<Counted> of(Connection connection, String realmId, KnownAs customer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            bind(connection, select, realmId, customer);
            List<Counted> counted = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counted.add(new Counted(row.getString(1), times(row.getArray(2))));
                }
            }
            return counted;
        }
    }

    private static List<Instant> times(Array column) throws SQLException {
        return Arrays.stream((Timestamp[]) column.getArray())
                .map(Timestamp::toInstant)
                .toList();
    }

    void remove(Connection connection, String realmId, KnownAs customer) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            bind(connection, delete, realmId, customer);
            delete.executeUpdate();
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, String realmId, KnownAs customer)
            throws SQLException {
        Set<String> subjects = new LinkedHashSet<>(customer.addresses());
        subjects.add(customer.userId());
        statement.setString(1, realmId);
        statement.setArray(2, connection.createArrayOf("text", limits().toArray()));
        statement.setArray(
                3,
                connection.createArrayOf(
                        "bytea", subjects.stream().map(Digests::ofTarget).toArray(byte[][]::new)));
    }

    private static Collection<String> limits() {
        List<String> limits = new ArrayList<>();
        for (LimitedAction action : LimitedAction.values()) {
            limits.addAll(LimitOptions.ofCustomers(action));
        }
        return limits;
    }
}
