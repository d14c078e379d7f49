package shop.identity.reset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    private static final String DELETE = "DELETE FROM SHOP_RESET_REQUEST WHERE ID = ANY(?::uuid[])";

    private static final String OF_REALM = "SELECT ID FROM SHOP_RESET_REQUEST WHERE REALM_ID = ?";

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
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            Map<UUID, ResetRequest> requests = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ResetRequest request = request(row);
                    requests.put(request.id(), request);
                }
            }
            return requests;
        }
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
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            return delete.executeUpdate();
        }
    }

    List<UUID> ofRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_REALM)) {
            select.setString(1, realmId);
            List<UUID> ids = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getObject(1, UUID.class));
                }
            }
            return ids;
        }
    }
}
