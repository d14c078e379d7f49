package shop.identity.sessions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import shop.identity.queue.JobRows;
import shop.identity.queue.JobSource;

/** The table {@code SHOP_SESSION_END}: a row per customer who waits to be signed out. */
final class SessionEndTable implements JobSource<SessionEnd> {

    private static final String INSERT =
            "INSERT INTO SHOP_SESSION_END (ID, REALM_ID, USER_ID, BEGUN_BEFORE) VALUES (?, ?, ?, ?)";

    /** But for those of realms that are gone, and their sessions with them. */
    private static final String READ = """
            SELECT e.ID, e.REALM_ID, e.USER_ID, e.BEGUN_BEFORE FROM SHOP_SESSION_END e
             WHERE e.ID = ANY(?::uuid[]) AND EXISTS (SELECT 1 FROM REALM r WHERE r.ID = e.REALM_ID)
            """;

    private final JobRows rows = new JobRows("SHOP_SESSION_END");

    void insert(Connection connection, SessionEnd end) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, end.id());
            insert.setString(2, end.realmId());
            insert.setString(3, end.userId());
            insert.setTimestamp(4, end.begunBefore() == null ? null : Timestamp.from(end.begunBefore()));
            insert.executeUpdate();
        }
    }

    @Override
    public Map<UUID, SessionEnd> read(Connection connection, Collection<UUID> ids) throws SQLException {
        return rows.byId(connection, READ, ids, SessionEndTable::end);
    }

    private static SessionEnd end(ResultSet row) throws SQLException {
        Timestamp begunBefore = row.getTimestamp(4);
        return new SessionEnd(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                begunBefore == null ? null : begunBefore.toInstant());
    }

    /** Mostly there is nothing left to take away: what ends the sessions takes it away itself. */
    @Override
    public void done(Connection connection, Collection<UUID> ids) throws SQLException {
        delete(connection, ids);
    }

    /** @return how many were there */
    int delete(Connection connection, Collection<UUID> ids) throws SQLException {
        return rows.delete(connection, ids);
    }
}
