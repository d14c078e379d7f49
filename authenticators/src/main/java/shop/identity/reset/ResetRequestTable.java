package shop.identity.reset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.identity.queue.JobRows;
import shop.identity.queue.JobSource;
import shop.identity.sealing.Sealed;

/** The table {@code SHOP_RESET_REQUEST}: a row per request that waits. */
final class ResetRequestTable implements JobSource<ResetRequest> {

    private static final String INSERT = """
            INSERT INTO SHOP_RESET_REQUEST (ID, REALM_ID, SEALED, KEY_ID, CLIENT_ID, LOCALE) VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String READ = """
            SELECT q.ID, q.REALM_ID, q.SEALED, q.KEY_ID, q.CLIENT_ID, q.LOCALE, q.CREATED_AT FROM SHOP_RESET_REQUEST q
             WHERE q.ID = ANY(?::uuid[]) AND EXISTS (SELECT 1 FROM REALM r WHERE r.ID = q.REALM_ID)
            """;

    private final JobRows rows = new JobRows("SHOP_RESET_REQUEST");

    void insert(Connection connection, ResetRequest request) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, request.id());
            insert.setString(2, request.realmId());
            insert.setBytes(3, request.content().bytes());
            insert.setString(4, request.content().keyId());
            insert.setString(5, request.clientId());
            insert.setString(6, request.locale());
            insert.executeUpdate();
        }
    }

    @Override
    public Map<UUID, ResetRequest> read(Connection connection, Collection<UUID> ids) throws SQLException {
        return rows.byId(connection, READ, ids, ResetRequestTable::request);
    }

    private static ResetRequest request(ResultSet row) throws SQLException {
        return new ResetRequest(
                row.getObject(1, UUID.class),
                row.getString(2),
                new Sealed(row.getString(4), row.getBytes(3)),
                row.getString(5),
                row.getString(6),
                row.getTimestamp(7).toInstant());
    }

    /** Mostly there is nothing left to take away: what a request brings about takes it away itself. */
    @Override
    public void done(Connection connection, Collection<UUID> ids) throws SQLException {
        delete(connection, ids);
    }

    /** @return how many were there */
    int delete(Connection connection, Collection<UUID> ids) throws SQLException {
        return rows.delete(connection, ids);
    }

    /** All that wait in a realm: seldom more than those of a second. */
    Collection<ResetRequest> waiting(Connection connection, String realmId) throws SQLException {
        return read(connection, ofRealm(connection, realmId)).values();
    }

    List<UUID> ofRealm(Connection connection, String realmId) throws SQLException {
        return rows.ofRealm(connection, realmId);
    }
}
