package shop.identity.segments.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code SHOP_SEGMENT}, always read together with Keycloak's groups: whatever is renamed, moved or removed in the
 * console is so here as well. In the caller's transaction.
 */
public final class SegmentTable {

    /** The name of the group that all segments are directly below. */
    public static final String ROOT = "segments";

    /** Keycloak's mark of a group that has none above it. */
    private static final String NO_PARENT = " ";

    private static final String ALL = """
            SELECT g.ID, g.NAME, g.DESCRIPTION, s.RULE, COALESCE(s.IS_DEFAULT, FALSE)
              FROM KEYCLOAK_GROUP root
              JOIN KEYCLOAK_GROUP g ON g.REALM_ID = root.REALM_ID AND g.PARENT_GROUP = root.ID AND g.TYPE = 0
              LEFT JOIN SHOP_SEGMENT s ON s.GROUP_ID = g.ID
             WHERE root.REALM_ID = ? AND root.PARENT_GROUP = '%s' AND root.NAME = '%s' AND root.TYPE = 0
            """.formatted(NO_PARENT, ROOT);

    private static final String LIST = ALL + " ORDER BY g.NAME";
    private static final String JUDGED = ALL + " AND (s.RULE IS NOT NULL OR s.IS_DEFAULT) ORDER BY g.NAME";
    private static final String AMONG = ALL + " AND g.ID = ANY(?::text[])";

    private static final String ROOT_ID = """
            SELECT ID FROM KEYCLOAK_GROUP WHERE REALM_ID = ? AND PARENT_GROUP = '%s' AND NAME = '%s' AND TYPE = 0
            """.formatted(NO_PARENT, ROOT);

    private static final String SAVE = """
            INSERT INTO SHOP_SEGMENT (GROUP_ID, REALM_ID, RULE, IS_DEFAULT) VALUES (?, ?, ?, ?)
            ON CONFLICT (GROUP_ID) DO UPDATE SET RULE = EXCLUDED.RULE, IS_DEFAULT = EXCLUDED.IS_DEFAULT
            """;

    /** Of a group that staff made in the console there is none yet. */
    private static final String LOCK = """
            INSERT INTO SHOP_SEGMENT AS known (GROUP_ID, REALM_ID, IS_DEFAULT) VALUES (?, ?, FALSE)
            ON CONFLICT (GROUP_ID) DO UPDATE SET IS_DEFAULT = known.IS_DEFAULT
            """;

    /** Until the end of the transaction no other one makes a segment in this realm. */
    private static final String LOCK_REALM = "SELECT pg_advisory_xact_lock(hashtextextended('shop-segments ' || ?, 0))";

    private static final String REMOVE = "DELETE FROM SHOP_SEGMENT WHERE GROUP_ID = ANY(?::text[])";
    private static final String REMOVE_REALM = "DELETE FROM SHOP_SEGMENT WHERE REALM_ID = ?";

    /** By name. */
    public List<Segment> list(Connection connection, String realmId) throws SQLException {
        return list(connection, LIST, realmId, null);
    }

    /** Those whose members are judged. */
    public List<Segment> judged(Connection connection, String realmId) throws SQLException {
        return list(connection, JUDGED, realmId, null);
    }

    public Optional<Segment> find(Connection connection, String realmId, String id) throws SQLException {
        return Optional.ofNullable(among(connection, realmId, List.of(id)).get(id));
    }

    /** Those of the groups that are segments, by id. */
    public Map<String, Segment> among(Connection connection, String realmId, Collection<String> groupIds)
            throws SQLException {
        Map<String, Segment> segments = new HashMap<>();
        if (!groupIds.isEmpty()) {
            list(connection, AMONG, realmId, groupIds).forEach(segment -> segments.put(segment.id(), segment));
        }
        return segments;
    }

    /** @param ids null: the statement asks for none */
    private static List<Segment> list(Connection connection, String sql, String realmId, Collection<String> ids)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, realmId);
            if (ids != null) {
                select.setArray(2, connection.createArrayOf("text", ids.toArray()));
            }
            List<Segment> segments = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    segments.add(new Segment(
                            row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5)));
                }
            }
            return segments;
        }
    }

    /** Of the group that all segments are below; empty while there is none. */
    public Optional<String> rootId(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ROOT_ID)) {
            select.setString(1, realmId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    public void save(Connection connection, String realmId, String id, String rule, boolean isDefault)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(SAVE)) {
            upsert.setString(1, id);
            upsert.setString(2, realmId);
            upsert.setString(3, rule);
            upsert.setBoolean(4, isDefault);
            upsert.executeUpdate();
        }
    }

    /** Until the end of the transaction no other one changes the segment. */
    public void lock(Connection connection, String realmId, String id) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(LOCK)) {
            upsert.setString(1, id);
            upsert.setString(2, realmId);
            upsert.executeUpdate();
        }
    }

    public void lockRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK_REALM)) {
            lock.setString(1, realmId);
            lock.execute();
        }
    }

    public void remove(Connection connection, Collection<String> ids) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setArray(1, connection.createArrayOf("text", ids.toArray()));
            delete.executeUpdate();
        }
    }

    public void removeRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_REALM)) {
            delete.setString(1, realmId);
            delete.executeUpdate();
        }
    }
}
