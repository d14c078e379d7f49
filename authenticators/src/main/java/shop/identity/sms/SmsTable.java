package shop.identity.sms;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.identity.queue.DeadLetter;
import shop.identity.queue.JobRows;
import shop.identity.queue.JobSource;
import shop.identity.queue.UnsentJobs;
import shop.identity.sealing.Sealed;

/**
 * The table {@code SHOP_SMS}: a row per message that waits.
 *
 * <p>Whoever removes rows has removed their queue entries before, in the same transaction: in this order everywhere, so
 * that nobody waits for each other.
 */
final class SmsTable implements JobSource<QueuedSms>, UnsentJobs.Table<DeadSms> {

    private static final String INSERT = """
            INSERT INTO SHOP_SMS (ID, REALM_ID, USER_ID, SEALED, KEY_ID, EXPIRES_AT)
            VALUES (?, ?, ?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
            """;

    /**
     * But for those whose code was used, or followed by another, and those of users and realms that are gone. Users of a
     * federation that keeps them to itself are in no table.
     */
    private static final String READ = """
            SELECT m.ID, m.REALM_ID, m.USER_ID, m.SEALED, m.KEY_ID, m.EXPIRES_AT <= clock_timestamp() FROM SHOP_SMS m
             WHERE m.ID = ANY(?::uuid[]) AND EXISTS (SELECT 1 FROM REALM r WHERE r.ID = m.REALM_ID)
               AND (m.USER_ID LIKE 'f:%' OR EXISTS (SELECT 1 FROM USER_ENTITY u WHERE u.ID = m.USER_ID))
               AND NOT EXISTS (SELECT 1 FROM SHOP_TOKEN t WHERE t.ID = m.ID
                                AND (t.USED_AT IS NOT NULL OR t.REPLACED_AT IS NOT NULL))
            """;

    private static final String OLD = """
            SELECT ID FROM SHOP_SMS WHERE EXPIRES_AT < clock_timestamp() - ? * interval '1 millisecond'
             ORDER BY EXPIRES_AT LIMIT ?
            """;

    private static final String EXPIRIES =
            "SELECT EXPIRES_AT FROM SHOP_SMS WHERE REALM_ID = ? AND USER_ID = ? ORDER BY EXPIRES_AT";

    private static final String OWNERS = "SELECT ID, USER_ID FROM SHOP_SMS WHERE ID = ANY(?::uuid[])";

    private final JobRows rows = new JobRows("SHOP_SMS");

    void insert(Connection connection, UUID id, String realmId, String userId, Sealed content, Duration life)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setString(2, realmId);
            insert.setString(3, userId);
            insert.setBytes(4, content.bytes());
            insert.setString(5, content.keyId());
            insert.setLong(6, life.toMillis());
            insert.executeUpdate();
        }
    }

    @Override
    public Map<UUID, QueuedSms> read(Connection connection, Collection<UUID> ids) throws SQLException {
        return rows.byId(connection, READ, ids, SmsTable::message);
    }

    private static QueuedSms message(ResultSet row) throws SQLException {
        return new QueuedSms(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                new Sealed(row.getString(5), row.getBytes(4)),
                row.getBoolean(6));
    }

    @Override
    public void done(Connection connection, Collection<UUID> ids) throws SQLException {
        delete(connection, ids);
    }

    @Override
    public void delete(Connection connection, Collection<UUID> ids) throws SQLException {
        rows.delete(connection, ids);
    }

    List<UUID> ofUser(Connection connection, String realmId, String userId) throws SQLException {
        return rows.ids(connection, "SELECT ID FROM SHOP_SMS WHERE REALM_ID = ? AND USER_ID = ?", realmId, userId);
    }

    /** Until when each of those that wait is of use. */
    List<Instant> expiriesOf(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EXPIRIES)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            List<Instant> expiries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    expiries.add(row.getTimestamp(1).toInstant());
                }
            }
            return expiries;
        }
    }

    List<UUID> ofRealm(Connection connection, String realmId) throws SQLException {
        return rows.ofRealm(connection, realmId);
    }

    /** @param ago since when they have been of no use */
    List<UUID> old(Connection connection, Duration ago, int most) throws SQLException {
        return rows.ids(connection, OLD, ago.toMillis(), most);
    }

    @Override
    public boolean isKnown(Connection connection, String realmId, UUID id) throws SQLException {
        return rows.isKnown(connection, realmId, id);
    }

    /** Whose they are: no number, no text. */
    @Override
    public List<DeadSms> shown(Connection connection, List<DeadLetter> letters) throws SQLException {
        Map<UUID, String> owners = rows.byId(
                connection, OWNERS, letters.stream().map(DeadLetter::jobId).toList(), row -> row.getString(2));
        return letters.stream()
                .map(letter -> DeadSms.of(letter, owners.get(letter.jobId())))
                .toList();
    }
}
