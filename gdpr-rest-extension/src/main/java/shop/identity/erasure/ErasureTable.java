package shop.identity.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import shop.identity.queue.DurableCommit;

/** What is done to lines of {@code SHOP_ERASURE}, in the caller's transaction. {@link Register} reads them. */
public final class ErasureTable {

    private static final String INSERT = """
            INSERT INTO SHOP_ERASURE (ID, REALM_ID, CUSTOMER_ID, STATE, RECEIVED_AT, DUE_AT, LEGAL_DUE_AT, REQUESTED_BY,
                                      REQUESTED_STAFF, WAS_INACTIVE, KEEP_HASH, NEXT_ATTEMPT_AT)
            VALUES (?, ?, ?, 'requested', ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (REALM_ID, CUSTOMER_ID) WHERE STATE = 'requested' DO NOTHING
            """;

    private static final String COMPLETE = """
            UPDATE SHOP_ERASURE
               SET STATE = 'completed', CLOSED_AT = ?, CLOSED_BY = ?, CLOSED_STAFF = ?, OUTCOME = ?, KEEP_HASH = NULL,
                   EXTENSION_REASON = NULL
             WHERE ID = ? AND STATE = 'requested'
            """;

    private static final String EXTEND = """
            UPDATE SHOP_ERASURE SET LEGAL_DUE_AT = ?, EXTENDED_AT = ?, EXTENDED_STAFF = ?, EXTENSION_REASON = ?
             WHERE ID = ? AND STATE = 'requested' AND EXTENDED_AT IS NULL
            """;

    /** Who holds one is about to close it: nobody waits for that. */
    private static final String CLAIM = """
            SELECT ID FROM SHOP_ERASURE WHERE STATE = 'requested' AND NEXT_ATTEMPT_AT <= ?
             ORDER BY NEXT_ATTEMPT_AT LIMIT 1 FOR UPDATE SKIP LOCKED
            """;

    private static final String POSTPONE =
            "UPDATE SHOP_ERASURE SET NEXT_ATTEMPT_AT = ?, FAILURES = FAILURES + ? WHERE ID = ? AND STATE = 'requested'";

    /** What was open is done by it; what says who it was is gone in any case. */
    private static final String FORGET_CUSTOMER = """
            UPDATE SHOP_ERASURE
               SET CLOSED_AT = CASE STATE WHEN 'requested' THEN ? ELSE CLOSED_AT END,
                   CLOSED_BY = CASE STATE WHEN 'requested' THEN ? ELSE CLOSED_BY END,
                   OUTCOME = CASE STATE WHEN 'requested' THEN 'removed' ELSE OUTCOME END,
                   STATE = CASE STATE WHEN 'requested' THEN 'completed' ELSE STATE END,
                   CUSTOMER_ID = NULL, KEEP_HASH = NULL, EXTENSION_REASON = NULL
             WHERE REALM_ID = ? AND CUSTOMER_ID = ?
            """;

    private static final String FORGET_REASONS =
            "UPDATE SHOP_ERASURE SET EXTENSION_REASON = NULL WHERE REALM_ID = ? AND CUSTOMER_ID = ?";

    private static final String FORGET_REALM = "DELETE FROM SHOP_ERASURE WHERE REALM_ID = ?";

    /**
     * @param keepHash of the secret in the link; null: there is none
     * @return false: the customer has asked for it before
     */
    boolean insert(Connection connection, Erasure erasure, byte[] keepHash) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, erasure.id());
            insert.setString(2, erasure.realmId());
            insert.setString(3, erasure.customerId());
            set(insert, 4, erasure.received());
            set(insert, 5, erasure.due());
            set(insert, 6, erasure.legalDue());
            insert.setString(7, erasure.requestedBy().actor().wireName());
            insert.setString(8, erasure.requestedBy().staffId());
            insert.setBoolean(9, erasure.wasInactive());
            insert.setBytes(10, keepHash);
            set(insert, 11, erasure.due());
            return insert.executeUpdate() == 1;
        }
    }

    public void complete(Connection connection, String id, Erasure.Closing closing) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement update = connection.prepareStatement(COMPLETE)) {
            set(update, 1, closing.at());
            update.setString(2, closing.by().actor().wireName());
            update.setString(3, closing.by().staffId());
            update.setString(4, closing.outcome().wireName());
            update.setString(5, id);
            update.executeUpdate();
        }
    }

    /** @return false: it is closed, or was extended before */
    boolean extend(Connection connection, String id, Instant legalDue, Erasure.Extension extension)
            throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement update = connection.prepareStatement(EXTEND)) {
            set(update, 1, legalDue);
            set(update, 2, extension.at());
            update.setString(3, extension.staffId());
            update.setString(4, extension.reason());
            update.setString(5, id);
            return update.executeUpdate() == 1;
        }
    }

    /** Until the end of the transaction nobody else has it. */
    public Optional<String> claim(Connection connection, Instant now) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement select = connection.prepareStatement(CLAIM)) {
            set(select, 1, now);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** @param failed false: it was somebody else's turn */
    public void postpone(Connection connection, String id, Instant until, boolean failed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(POSTPONE)) {
            set(update, 1, until);
            update.setInt(2, failed ? 1 : 0);
            update.setString(3, id);
            update.executeUpdate();
        }
    }

    /** The user is deleted. */
    public void forgetCustomer(Connection connection, String realmId, String customerId, Instant at, Party by)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FORGET_CUSTOMER)) {
            set(update, 1, at);
            update.setString(2, by.actor().wireName());
            update.setString(3, realmId);
            update.setString(4, customerId);
            update.executeUpdate();
        }
    }

    /** Of requests that came to nothing, too: they are words about the customer. */
    void forgetReasons(Connection connection, String realmId, String customerId) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(FORGET_REASONS)) {
            update.setString(1, realmId);
            update.setString(2, customerId);
            update.executeUpdate();
        }
    }

    public void forgetRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET_REALM)) {
            delete.setString(1, realmId);
            delete.executeUpdate();
        }
    }

    /** A day after the first ten failures or so; until then sooner. */
    public static Duration pause(int failures) {
        Duration pause = Duration.ofSeconds(10L << Math.min(failures, 12));
        Duration longest = Duration.ofHours(6);
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    private static void set(PreparedStatement statement, int parameter, Instant time) throws SQLException {
        statement.setObject(parameter, time.atOffset(ZoneOffset.UTC));
    }
}
