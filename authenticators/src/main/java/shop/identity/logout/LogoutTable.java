package shop.identity.logout;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.identity.queue.DeadLetter;
import shop.identity.queue.JobRows;
import shop.identity.queue.JobSource;
import shop.identity.queue.UnsentJobs;

/**
 * The table {@code SHOP_LOGOUT}: a row per application that waits to be told of one session.
 *
 * <p>Whoever removes rows has removed their queue entries before, in the same transaction: in this order everywhere, so
 * that nobody waits for each other.
 */
final class LogoutTable implements JobSource<QueuedLogout>, UnsentJobs.Table<DeadLogout> {

    private static final String INSERT = """
            INSERT INTO SHOP_LOGOUT (ID, REALM_ID, CLIENT_ID, USER_ID, CLAIMS, HOST, BASE) VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    /** But for those of applications that are gone. That the customer is gone is no reason: there was a session. */
    private static final String READ = """
            SELECT l.ID, l.REALM_ID, l.CLIENT_ID, l.USER_ID, l.CLAIMS, l.HOST, l.BASE FROM SHOP_LOGOUT l
             WHERE l.ID = ANY(?::uuid[]) AND EXISTS (SELECT 1 FROM CLIENT c WHERE c.ID = l.CLIENT_ID)
            """;

    /** Ids begin with the time. */
    private static final String OLD = "SELECT ID FROM SHOP_LOGOUT WHERE ID < ? ORDER BY ID LIMIT ?";

    /** The application by the name that staff know; none when it is gone. */
    private static final String HEADS = """
            SELECT l.ID, c.CLIENT_ID, l.USER_ID FROM SHOP_LOGOUT l LEFT JOIN CLIENT c ON c.ID = l.CLIENT_ID
             WHERE l.ID = ANY(?::uuid[])
            """;

    private static final String TOLD_OF = """
            SELECT c.CLIENT_ID FROM SHOP_LOGOUT l JOIN CLIENT c ON c.ID = l.CLIENT_ID
             WHERE l.REALM_ID = ? AND l.USER_ID = ? ORDER BY l.ID
            """;

    /** By the index of the realm: there are few, and nobody waits. */
    private static final String DEAD_OF = """
            SELECT l.ID FROM SHOP_LOGOUT l WHERE l.REALM_ID = ? AND l.USER_ID = ?
               AND EXISTS (SELECT 1 FROM SHOP_QUEUE q
                            WHERE q.JOB_ID = l.ID AND q.QUEUE = ? AND q.NEXT_ATTEMPT_AT = 'infinity')
            """;

    private final JobRows rows = new JobRows("SHOP_LOGOUT");

    void insert(Connection connection, QueuedLogout logout) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, logout.id());
            insert.setString(2, logout.realmId());
            insert.setString(3, logout.clientId());
            insert.setString(4, logout.userId());
            insert.setString(5, logout.claims());
            insert.setString(6, logout.host());
            insert.setString(7, logout.base() == null ? null : logout.base().toString());
            insert.executeUpdate();
        }
    }

    @Override
    public Map<UUID, QueuedLogout> read(Connection connection, Collection<UUID> ids) throws SQLException {
        return rows.byId(connection, READ, ids, LogoutTable::logout);
    }

    private static QueuedLogout logout(ResultSet row) throws SQLException {
        String base = row.getString(7);
        return new QueuedLogout(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                base == null ? null : URI.create(base));
    }

    @Override
    public void done(Connection connection, Collection<UUID> ids) throws SQLException {
        delete(connection, ids);
    }

    @Override
    public void delete(Connection connection, Collection<UUID> ids) throws SQLException {
        rows.delete(connection, ids);
    }

    /** The applications that have still to be told of the end of a customer's sessions, by the names that staff know. */
    List<String> toldOf(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TOLD_OF)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            List<String> applications = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    applications.add(row.getString(1));
                }
            }
            return applications;
        }
    }

    /** Those that are given up, or were refused. */
    List<UUID> deadOf(Connection connection, String realmId, String userId) throws SQLException {
        return rows.ids(connection, DEAD_OF, realmId, userId, LogoutJobs.NAME);
    }

    List<UUID> ofRealm(Connection connection, String realmId) throws SQLException {
        return rows.ofRealm(connection, realmId);
    }

    /** @param than an id of the time before which they were put down */
    List<UUID> older(Connection connection, UUID than, int most) throws SQLException {
        return rows.ids(connection, OLD, than, most);
    }

    @Override
    public boolean isKnown(Connection connection, String realmId, UUID id) throws SQLException {
        return rows.isKnown(connection, realmId, id);
    }

    @Override
    public List<DeadLogout> shown(Connection connection, List<DeadLetter> letters) throws SQLException {
        Map<UUID, DeadLogout.Head> heads = rows.byId(
                connection,
                HEADS,
                letters.stream().map(DeadLetter::jobId).toList(),
                row -> new DeadLogout.Head(row.getString(2), row.getString(3)));
        return letters.stream()
                .map(letter -> DeadLogout.of(letter, heads.get(letter.jobId())))
                .toList();
    }
}
