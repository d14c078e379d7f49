package shop.identity.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import shop.identity.outbox.CustomerVersion;

/**
 * The customers whom a bulk statement deletes, found by statements that are set-based too: a realm may have millions.
 *
 * <p>Before the deletion every one of them gets a version, also one of whom nothing was told yet; afterwards they are the
 * versions whose user is gone. So a customer who is committed between the two, and deleted with the others, is among them.
 */
final class Leavers {

    /**
     * The rows' locks keep out whoever would change or delete one of them meanwhile. Waiting for one who does so already
     * happens here, before anything else is locked.
     */
    private static final String NOTE = """
            INSERT INTO SHOP_CUSTOMER (CUSTOMER_ID, REALM_ID, VERSION)
            SELECT u.ID, u.REALM_ID, 0 FROM USER_ENTITY u
             WHERE u.REALM_ID = ? AND u.SERVICE_ACCOUNT_CLIENT_LINK IS NULL%s ORDER BY u.ID FOR UPDATE
            ON CONFLICT (CUSTOMER_ID) DO NOTHING
            """;

    private static final String ALL = NOTE.formatted("");
    private static final String IMPORTED = NOTE.formatted(" AND u.FEDERATION_LINK = ?");

    private static final String GONE = """
            SELECT c.CUSTOMER_ID, c.VERSION FROM SHOP_CUSTOMER c
             WHERE c.REALM_ID = ? AND NOT EXISTS (SELECT 1 FROM USER_ENTITY u WHERE u.ID = c.CUSTOMER_ID)
             ORDER BY c.CUSTOMER_ID
            """;

    /** So many are in memory at a time. */
    private static final int PORTION = 1000;

    /** What is done with each portion. */
    interface Portion {
        void of(List<CustomerVersion> leavers) throws SQLException;
    }

    void note(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ALL)) {
            insert.setString(1, realmId);
            insert.executeUpdate();
        }
    }

    /** @param storage the user storage provider they were imported from */
    void noteImported(Connection connection, String realmId, String storage) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(IMPORTED)) {
            insert.setString(1, realmId);
            insert.setString(2, storage);
            insert.executeUpdate();
        }
    }

    void forEachPortion(Connection connection, String realmId, Portion portion) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(GONE)) {
            // Within a transaction the driver then reads by a cursor.
            select.setFetchSize(PORTION);
            select.setString(1, realmId);
            List<CustomerVersion> leavers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    leavers.add(new CustomerVersion(row.getString(1), realmId, row.getLong(2), null, null));
                    if (leavers.size() == PORTION) {
                        portion.of(leavers);
                        leavers.clear();
                    }
                }
            }
            if (!leavers.isEmpty()) {
                portion.of(leavers);
            }
        }
    }
}
