package shop.identity.mail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
 * The table {@code SHOP_MAIL}: a row per mail that waits.
 *
 * <p>Whoever removes rows has removed their queue entries before, in the same transaction: in this order everywhere, so
 * that nobody waits for each other.
 */
final class MailTable implements JobSource<QueuedMail>, UnsentJobs.Table<DeadMail> {

    private static final String INSERT =
            "INSERT INTO SHOP_MAIL (ID, REALM_ID, USER_ID, KIND, SEALED, KEY_ID) VALUES (?, ?, ?, ?, ?, ?)";

    /**
     * But for those of users and realms that are gone: one that was queued while its user was being removed, or a user
     * removed by a bulk statement. Users of a federation that keeps them to itself are in no table.
     */
    private static final String READ = """
            SELECT m.ID, m.REALM_ID, m.USER_ID, m.KIND, m.SEALED, m.KEY_ID, m.CREATED_AT FROM SHOP_MAIL m
             WHERE m.ID = ANY(?::uuid[]) AND EXISTS (SELECT 1 FROM REALM r WHERE r.ID = m.REALM_ID)
               AND (m.USER_ID IS NULL OR m.USER_ID LIKE 'f:%'
                    OR EXISTS (SELECT 1 FROM USER_ENTITY u WHERE u.ID = m.USER_ID))
            """;

    private static final String HEADS = "SELECT ID, USER_ID, KIND FROM SHOP_MAIL WHERE ID = ANY(?::uuid[])";

    private static final String WAITING =
            "SELECT KIND, CREATED_AT FROM SHOP_MAIL WHERE REALM_ID = ? AND USER_ID = ? ORDER BY CREATED_AT, ID";

    private static final String OF_NOBODY = """
            SELECT ID, REALM_ID, USER_ID, KIND, SEALED, KEY_ID, CREATED_AT FROM SHOP_MAIL
             WHERE REALM_ID = ? AND USER_ID IS NULL
            """;

    /** One that waits. */
    record Waiting(String kind, Instant since) {}

    private final JobRows rows = new JobRows("SHOP_MAIL");

    void insert(Connection connection, QueuedMail mail) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, mail.id());
            insert.setString(2, mail.realmId());
            insert.setString(3, mail.userId());
            insert.setString(4, mail.kind());
            insert.setBytes(5, mail.content().bytes());
            insert.setString(6, mail.content().keyId());
            insert.executeUpdate();
        }
    }

    @Override
    public Map<UUID, QueuedMail> read(Connection connection, Collection<UUID> ids) throws SQLException {
        return rows.byId(connection, READ, ids, MailTable::mail);
    }

    private static QueuedMail mail(ResultSet row) throws SQLException {
        return new QueuedMail(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                new Sealed(row.getString(6), row.getBytes(5)),
                row.getTimestamp(7).toInstant());
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
        return rows.ids(connection, "SELECT ID FROM SHOP_MAIL WHERE REALM_ID = ? AND USER_ID = ?", realmId, userId);
    }

    /** Without those whose sealed content alone says to whom they go. */
    List<Waiting> waitingFor(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(WAITING)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            List<Waiting> waiting = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    waiting.add(
                            new Waiting(row.getString(1), row.getTimestamp(2).toInstant()));
                }
            }
            return waiting;
        }
    }

    /** Those of which only the sealed content says to whom they go. */
    List<QueuedMail> ofNobody(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_NOBODY)) {
            select.setString(1, realmId);
            List<QueuedMail> mails = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    mails.add(mail(row));
                }
            }
            return mails;
        }
    }

    List<UUID> ofRealm(Connection connection, String realmId) throws SQLException {
        return rows.ofRealm(connection, realmId);
    }

    @Override
    public boolean isKnown(Connection connection, String realmId, UUID id) throws SQLException {
        return rows.isKnown(connection, realmId, id);
    }

    /** User and kind: no address, no content. */
    @Override
    public List<DeadMail> shown(Connection connection, List<DeadLetter> letters) throws SQLException {
        Map<UUID, DeadMail.Head> heads = rows.byId(
                connection,
                HEADS,
                letters.stream().map(DeadLetter::jobId).toList(),
                row -> new DeadMail.Head(row.getString(2), row.getString(3)));
        return letters.stream()
                .map(letter -> DeadMail.of(letter, heads.get(letter.jobId())))
                .toList();
    }
}
