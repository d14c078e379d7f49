package shop.identity.status;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import shop.identity.cleanup.CustomerRows;
import shop.identity.customer.CustomerStatus;
import shop.identity.queue.DurableCommit;

/** The table {@code SHOP_STATUS_NOTE}, in the caller's transaction: at most one note per customer, about the present status. */
final class StatusNotes {

    private static final String WRITE = """
            INSERT INTO SHOP_STATUS_NOTE (REALM_ID, USER_ID, STATUS, REASON, STAFF_ID, AT) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (REALM_ID, USER_ID) DO UPDATE
               SET STATUS = excluded.STATUS, REASON = excluded.REASON, STAFF_ID = excluded.STAFF_ID, AT = excluded.AT
            """;

    private static final String READ =
            "SELECT STATUS, REASON, STAFF_ID, AT FROM SHOP_STATUS_NOTE WHERE REALM_ID = ? AND USER_ID = ?";

    private static final String OUTLIVED =
            "DELETE FROM SHOP_STATUS_NOTE WHERE REALM_ID = ? AND USER_ID = ? AND STATUS <> ?";

    private final CustomerRows all = new CustomerRows("SHOP_STATUS_NOTE");

    void write(Connection connection, String realmId, String userId, StatusNote note) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement upsert = connection.prepareStatement(WRITE)) {
            upsert.setString(1, realmId);
            upsert.setString(2, userId);
            upsert.setString(3, note.status().name());
            upsert.setString(4, note.reason());
            upsert.setString(5, note.staffId());
            upsert.setObject(6, note.at().atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
        }
    }

    /** @return empty where no staff gave the status, or not over this interface */
    Optional<StatusNote> read(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(note(row)) : Optional.empty();
            }
        }
    }

    private static StatusNote note(ResultSet row) throws SQLException {
        return new StatusNote(
                CustomerStatus.valueOf(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }

    /** The customer is in this status now: what is noted about another is over. */
    void dropOutlived(Connection connection, String realmId, String userId, CustomerStatus now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(OUTLIVED)) {
            delete.setString(1, realmId);
            delete.setString(2, userId);
            delete.setString(3, now.name());
            delete.executeUpdate();
        }
    }

    void forgetUser(Connection connection, String realmId, String userId) throws SQLException {
        all.removeUser(connection, realmId, userId);
    }

    void forgetRealm(Connection connection, String realmId) throws SQLException {
        all.removeRealm(connection, realmId);
    }
}
