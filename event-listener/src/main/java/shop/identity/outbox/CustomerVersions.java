package shop.identity.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import shop.identity.customer.ContactChannel;
import shop.identity.customer.CustomerStatus;

/**
 * The table {@code SHOP_CUSTOMER}: how far each customer's events have come. Its row locks, held until the commit, put
 * one customer's transactions, and so their events, in one gap-free order over all nodes.
 */
final class CustomerVersions {

    /** Rows come in the order of their ids, so that two transactions with the same customers cannot deadlock here. */
    private static final String LOCK = """
            INSERT INTO SHOP_CUSTOMER AS known (CUSTOMER_ID, REALM_ID, VERSION, STATUS)
            SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[])
            ON CONFLICT (CUSTOMER_ID) DO UPDATE SET VERSION = known.VERSION
            RETURNING CUSTOMER_ID, REALM_ID, VERSION, STATUS, VERIFIED
            """;

    private static final String SAVE = """
            UPDATE SHOP_CUSTOMER known SET VERSION = told.VERSION, STATUS = told.STATUS, VERIFIED = told.VERIFIED
              FROM unnest(?::text[], ?::bigint[], ?::text[], ?::text[]) AS told (CUSTOMER_ID, VERSION, STATUS, VERIFIED)
             WHERE known.CUSTOMER_ID = told.CUSTOMER_ID
            """;

    private static final String FORGET = "DELETE FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ANY(?::text[])";

    /** Realm removal deletes its users in bulk, so there is no customer to forget one by one. */
    private static final String FORGET_REALM = "DELETE FROM SHOP_CUSTOMER WHERE REALM_ID = ?";

    /** @param unknown what to start from for customers that have no row yet */
    SortedMap<String, CustomerVersion> lock(Connection connection, SortedMap<String, CustomerVersion> unknown)
            throws SQLException {
        Collection<CustomerVersion> rows = unknown.values();
        try (PreparedStatement upsert = connection.prepareStatement(LOCK)) {
            upsert.setArray(1, connection.createArrayOf("text", column(rows, CustomerVersion::customerId)));
            upsert.setArray(2, connection.createArrayOf("text", column(rows, CustomerVersion::realmId)));
            upsert.setArray(3, connection.createArrayOf("int8", column(rows, CustomerVersion::number)));
            upsert.setArray(4, connection.createArrayOf("text", column(rows, CustomerVersions::status)));
            SortedMap<String, CustomerVersion> locked = new TreeMap<>();
            try (ResultSet row = upsert.executeQuery()) {
                while (row.next()) {
                    String status = row.getString(4);
                    locked.put(
                            row.getString(1),
                            new CustomerVersion(
                                    row.getString(1),
                                    row.getString(2),
                                    row.getLong(3),
                                    status == null ? null : CustomerStatus.valueOf(status),
                                    verified(row.getString(5))));
                }
            }
            return locked;
        }
    }

    void save(Connection connection, Collection<CustomerVersion> versions) throws SQLException {
        List<CustomerVersion> living =
                versions.stream().filter(version -> !version.isEnded()).toList();
        try (PreparedStatement update = connection.prepareStatement(SAVE)) {
            update.setArray(1, connection.createArrayOf("text", column(living, CustomerVersion::customerId)));
            update.setArray(2, connection.createArrayOf("int8", column(living, CustomerVersion::number)));
            update.setArray(3, connection.createArrayOf("text", column(living, CustomerVersions::status)));
            update.setArray(4, connection.createArrayOf("text", column(living, CustomerVersions::verified)));
            update.executeUpdate();
        }
        List<CustomerVersion> ended =
                versions.stream().filter(CustomerVersion::isEnded).toList();
        if (!ended.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
                delete.setArray(1, connection.createArrayOf("text", column(ended, CustomerVersion::customerId)));
                delete.executeUpdate();
            }
        }
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET_REALM)) {
            delete.setString(1, realmId);
            delete.executeUpdate();
        }
    }

    private static String status(CustomerVersion version) {
        return version.statusToldLast() == null
                ? null
                : version.statusToldLast().name();
    }

    private static String verified(CustomerVersion version) {
        return version.verifiedToldLast() == null
                ? null
                : version.verifiedToldLast().stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    private static Set<ContactChannel> verified(String names) {
        if (names == null) {
            return null;
        }
        Set<ContactChannel> verified = EnumSet.noneOf(ContactChannel.class);
        for (String name : names.isEmpty() ? new String[0] : names.split(" ")) {
            verified.add(ContactChannel.valueOf(name));
        }
        return verified;
    }

    private static Object[] column(Collection<CustomerVersion> rows, Function<CustomerVersion, Object> value) {
        return rows.stream().map(value).toArray();
    }
}
