package shop.identity.segments.membership;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Keycloak's table of who is in which group, written set by set. This class alone writes to it, and depends on what it looks
 * like. In the caller's transaction; whoever calls sees to it that Keycloak's cache forgets the users.
 */
final class MembershipTable {

    /**
     * Whoever removes a group waits for those who have this lock, and after that nobody gets it: so nobody is put into a group
     * that is gone. Keycloak has no foreign key that would see to it.
     */
    private static final String HOLD_GROUPS = """
            SELECT id FROM unnest(?::text[]) AS id
             WHERE pg_try_advisory_xact_lock_shared(hashtextextended('shop-segment ' || id, 0))
            """;

    /** Without waiting for those who are being deleted: whoever deletes may be waiting for us. */
    private static final String HOLD_USERS =
            "SELECT ID FROM USER_ENTITY WHERE ID = ANY(?::text[]) ORDER BY ID FOR KEY SHARE SKIP LOCKED";

    private static final String BAR_GROUPS = """
            SELECT pg_advisory_xact_lock(hashtextextended('shop-segment ' || id, 0))
              FROM (SELECT id FROM unnest(?::text[]) AS id ORDER BY id) AS sorted
            """;

    private static final String ADD = """
            INSERT INTO USER_GROUP_MEMBERSHIP (USER_ID, GROUP_ID, MEMBERSHIP_TYPE)
            SELECT m.USER_ID, g.ID, 'UNMANAGED'
              FROM unnest(?::text[], ?::text[]) AS m (USER_ID, GROUP_ID) JOIN KEYCLOAK_GROUP g ON g.ID = m.GROUP_ID
             ORDER BY m.USER_ID, g.ID
            ON CONFLICT DO NOTHING RETURNING USER_ID, GROUP_ID
            """;

    private static final String REMOVE = """
            DELETE FROM USER_GROUP_MEMBERSHIP m USING unnest(?::text[], ?::text[]) AS gone (USER_ID, GROUP_ID)
             WHERE m.USER_ID = gone.USER_ID AND m.GROUP_ID = gone.GROUP_ID RETURNING m.USER_ID, m.GROUP_ID
            """;

    private static final String REMOVE_FROM_ALL = """
            DELETE FROM USER_GROUP_MEMBERSHIP WHERE USER_ID = ANY(?::text[]) AND GROUP_ID = ANY(?::text[])
            RETURNING USER_ID, GROUP_ID
            """;

    private static final String OF_GROUPS = """
            SELECT DISTINCT USER_ID FROM USER_GROUP_MEMBERSHIP
             WHERE GROUP_ID = ANY(?::text[]) AND USER_ID > ? ORDER BY USER_ID LIMIT ?
            """;

    private static final String WITHIN = """
            SELECT USER_ID, GROUP_ID FROM USER_GROUP_MEMBERSHIP
             WHERE USER_ID = ANY(?::text[]) AND GROUP_ID = ANY(?::text[])
            """;

    private static final String COUNT = "SELECT COUNT(*) FROM USER_GROUP_MEMBERSHIP WHERE GROUP_ID = ?";

    /** @return the users who are there, and are not being deleted */
    Set<String> holdUsers(Connection connection, Collection<Member> members) throws SQLException {
        return held(connection, HOLD_USERS, members, Member::userId);
    }

    /** @return those who were none before; without those of groups that are being removed */
    List<Member> add(Connection connection, Collection<Member> members) throws SQLException {
        Set<String> groups = held(connection, HOLD_GROUPS, members, Member::segmentId);
        List<Member> possible = members.stream()
                .filter(member -> groups.contains(member.segmentId()))
                .toList();
        return write(connection, ADD, possible);
    }

    /** @return those who were some before */
    List<Member> remove(Connection connection, Collection<Member> members) throws SQLException {
        return write(connection, REMOVE, members);
    }

    /** @return who was a member of what */
    List<Member> removeFromAll(Connection connection, Collection<String> userIds, Collection<String> groupIds)
            throws SQLException {
        return cross(connection, REMOVE_FROM_ALL, userIds, groupIds);
    }

    /** @return who is a member of what */
    List<Member> within(Connection connection, Collection<String> userIds, Collection<String> groupIds)
            throws SQLException {
        return cross(connection, WITHIN, userIds, groupIds);
    }

    /** Who is in one of these groups, from the first behind this id on. */
    List<String> membersAfter(Connection connection, Collection<String> groupIds, String after, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_GROUPS)) {
            select.setArray(1, connection.createArrayOf("text", groupIds.toArray()));
            select.setString(2, after);
            select.setInt(3, most);
            List<String> users = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    users.add(row.getString(1));
                }
            }
            return users;
        }
    }

    long count(Connection connection, String groupId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, groupId);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** From now on until the end of the transaction nobody is put into these groups by {@link #add}. */
    void barGroups(Connection connection, Collection<String> groupIds) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(BAR_GROUPS)) {
            lock.setArray(1, connection.createArrayOf("text", groupIds.toArray()));
            lock.execute();
        }
    }

    private static Set<String> held(
            Connection connection, String sql, Collection<Member> members, Function<Member, String> value)
            throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            Object[] ids = members.stream().map(value).distinct().sorted().toArray();
            lock.setArray(1, connection.createArrayOf("text", ids));
            Set<String> held = new HashSet<>();
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    held.add(row.getString(1));
                }
            }
            return held;
        }
    }

    private static List<Member> write(Connection connection, String sql, Collection<Member> members)
            throws SQLException {
        if (members.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", column(members, Member::userId)));
            statement.setArray(2, connection.createArrayOf("text", column(members, Member::segmentId)));
            return members(statement);
        }
    }

    private static List<Member> cross(
            Connection connection, String sql, Collection<String> userIds, Collection<String> groupIds)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", userIds.toArray()));
            statement.setArray(2, connection.createArrayOf("text", groupIds.toArray()));
            return members(statement);
        }
    }

    private static List<Member> members(PreparedStatement statement) throws SQLException {
        List<Member> members = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                members.add(new Member(row.getString(1), row.getString(2)));
            }
        }
        return members;
    }

    private static Object[] column(Collection<Member> members, Function<Member, String> value) {
        return members.stream().map(value).toArray();
    }
}
