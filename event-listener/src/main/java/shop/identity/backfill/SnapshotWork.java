package shop.identity.backfill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import shop.identity.capture.SnapshotWriter;
import shop.identity.customer.Actor;
import shop.identity.customer.Channel;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.Origin;

/**
 * Snapshots of a realm's customers, in the order of their ids: what does not change is no one's to skip, and an id in the
 * cursor is no personal data, as a username would be.
 *
 * <p>Keycloak has no index of a realm's users by id. So the table's primary key is walked, a stretch at a time, over the
 * users of all realms: each is looked at once per backfill, whatever share of them the realm has, and no statement reads
 * more than a stretch.
 *
 * <p>Who comes while it runs may be passed by: their own event tells of them.
 */
final class SnapshotWork implements BackfillWork {

    /** Users of any realm that one transaction looks at, at most. */
    private static final int STRETCH = 2000;

    private static final Origin STAFF = new Origin(Actor.ADMIN, Channel.BACKFILL, null);

    private static final String COUNT =
            "SELECT COUNT(*) FROM USER_ENTITY WHERE REALM_ID = ? AND SERVICE_ACCOUNT_CLIENT_LINK IS NULL";

    /**
     * One statement for the users and for the end of the stretch: between two, others might move that end over users who
     * were not looked at. Always has a row: one with null for a user where the realm has none in the stretch.
     */
    private static final String NEXT = """
            WITH walked AS MATERIALIZED (
              SELECT ID, REALM_ID, SERVICE_ACCOUNT_CLIENT_LINK FROM USER_ENTITY WHERE ID > ? ORDER BY ID LIMIT ?)
            SELECT mine.ID, stretch.LAST, stretch.USERS
              FROM (SELECT MAX(ID) AS LAST, COUNT(*) AS USERS FROM walked) AS stretch
              LEFT JOIN (SELECT ID FROM walked
                          WHERE REALM_ID = ? AND SERVICE_ACCOUNT_CLIENT_LINK IS NULL ORDER BY ID LIMIT ?) AS mine ON TRUE
             ORDER BY mine.ID
            """;

    /**
     * Whoever deletes users, one or all of a realm's, locks their rows before their versions. So do we, or the end of a
     * customer could get the number of a snapshot. Only to read, so that other changes go on; and without waiting for a
     * deletion under way, which may be waiting for another of these rows in turn.
     */
    private static final String HOLD =
            "SELECT ID FROM USER_ENTITY WHERE ID = ANY(?::text[]) ORDER BY ID FOR KEY SHARE SKIP LOCKED";

    /**
     * A stretch of the table.
     *
     * @param users  of the realm in it, the first of them
     * @param end    the id of the last user of any realm in it
     * @param walked how many users of any realm are in it
     */
    private record Stretch(List<String> users, String end, int walked) {

        boolean isLast() {
            return walked < STRETCH;
        }
    }

    private final SnapshotWriter snapshots;

    SnapshotWork(SnapshotWriter snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public long count(Connection connection, Backfill backfill, CustomerRealm realm) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, realm.id());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public Slice next(Connection connection, Backfill backfill, CustomerRealm realm) throws SQLException {
        String reached = backfill.reached() == null ? "" : backfill.reached();
        int atOnce = backfill.order().atOnce();
        Stretch stretch = stretch(connection, reached, realm, atOnce);
        List<String> users = stretch.users();
        List<String> held = held(connection, users);
        int told = held.isEmpty() ? 0 : snapshots.write(connection, realm, held, STAFF);
        if (users.size() == atOnce || held.size() < users.size()) {
            return new Slice(held.isEmpty() ? reached : held.get(held.size() - 1), told, false);
        }
        return new Slice(stretch.isLast() ? reached : stretch.end(), told, stretch.isLast());
    }

    /** @return the users up to the first who is being deleted: the next slice begins there, and knows */
    private static List<String> held(Connection connection, List<String> users) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HOLD)) {
            select.setArray(1, connection.createArrayOf("text", users.toArray()));
            Set<String> held = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    held.add(row.getString(1));
                }
            }
            return users.stream().takeWhile(held::contains).toList();
        }
    }

    private static Stretch stretch(Connection connection, String after, CustomerRealm realm, int most)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setString(1, after);
            select.setInt(2, STRETCH);
            select.setString(3, realm.id());
            select.setInt(4, most);
            List<String> users = new ArrayList<>(most);
            try (ResultSet row = select.executeQuery()) {
                String end = null;
                int walked = 0;
                while (row.next()) {
                    if (row.getString(1) != null) {
                        users.add(row.getString(1));
                    }
                    end = row.getString(2);
                    walked = row.getInt(3);
                }
                return new Stretch(users, end, walked);
            }
        }
    }
}
