package shop.identity.segments.membership;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import shop.identity.cleanup.CustomerRows;

/** The table {@code SHOP_SEGMENT_LEAVER}: whom staff took out of default segments. In the caller's transaction. */
public final class LeaverTable {

    private static final String ADD = """
            INSERT INTO SHOP_SEGMENT_LEAVER (USER_ID, GROUP_ID, REALM_ID) SELECT ?, id, ? FROM unnest(?::text[]) AS id
            ON CONFLICT DO NOTHING
            """;

    private static final String REMOVE =
            "DELETE FROM SHOP_SEGMENT_LEAVER WHERE USER_ID = ? AND GROUP_ID = ANY(?::text[])";
    private static final String REMOVE_GROUPS =
            "DELETE FROM SHOP_SEGMENT_LEAVER WHERE REALM_ID = ? AND GROUP_ID = ANY(?::text[])";
    /** Of users whom Keycloak removed in bulk, without a word about each. */
    private static final String REMOVE_ORPHANS = """
            DELETE FROM SHOP_SEGMENT_LEAVER l WHERE l.REALM_ID = ? AND l.USER_ID > ? AND (?::text IS NULL OR l.USER_ID <= ?)
               AND NOT EXISTS (SELECT 1 FROM USER_ENTITY u WHERE u.ID = l.USER_ID)
            """;

    private final CustomerRows all = new CustomerRows("SHOP_SEGMENT_LEAVER");

    void add(Connection connection, String realmId, String userId, Collection<String> groupIds) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setString(1, userId);
            insert.setString(2, realmId);
            insert.setArray(3, connection.createArrayOf("text", groupIds.toArray()));
            insert.executeUpdate();
        }
    }

    void remove(Connection connection, String userId, Collection<String> groupIds) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
            delete.setString(1, userId);
            delete.setArray(2, connection.createArrayOf("text", groupIds.toArray()));
            delete.executeUpdate();
        }
    }

    public void removeUser(Connection connection, String realmId, String userId) throws SQLException {
        all.removeUser(connection, realmId, userId);
    }

    public void removeGroups(Connection connection, String realmId, Collection<String> groupIds) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_GROUPS)) {
            delete.setString(1, realmId);
            delete.setArray(2, connection.createArrayOf("text", groupIds.toArray()));
            delete.executeUpdate();
        }
    }

    /**
     * @param after exclusive
     * @param upTo  inclusive; null: to the last
     */
    public void removeOrphans(Connection connection, String realmId, String after, String upTo) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_ORPHANS)) {
            delete.setString(1, realmId);
            delete.setString(2, after);
            delete.setString(3, upTo);
            delete.setString(4, upTo);
            delete.executeUpdate();
        }
    }

    public void removeRealm(Connection connection, String realmId) throws SQLException {
        all.removeRealm(connection, realmId);
    }
}
