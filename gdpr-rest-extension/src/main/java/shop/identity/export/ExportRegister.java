package shop.identity.export;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import shop.identity.customer.Actor;
import shop.identity.outbox.EventIds;
import shop.identity.problem.Refusal;
import shop.identity.queue.DurableCommit;

/**
 * The table {@code SHOP_EXPORT}: who was given what is held about a customer, and when; and so also how often of late. In the
 * caller's transaction.
 */
final class ExportRegister {

    private static final Duration A_DAY = Duration.ofDays(1);

    /** Of exports of one customer that are asked for at once, over all nodes, each sees the one before. */
    private static final String ONE_BY_ONE = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";

    /** The oldest of so many as may be within a day: the next one may come a day after it. */
    private static final String LAST_STRAW = """
            SELECT BEGUN_AT FROM SHOP_EXPORT
             WHERE REALM_ID = ? AND CUSTOMER_ID = ? AND REQUESTED_BY = ? AND BEGUN_AT > ?
             ORDER BY BEGUN_AT DESC OFFSET ? LIMIT 1
            """;

    private static final String INSERT = """
            INSERT INTO SHOP_EXPORT (ID, REALM_ID, CUSTOMER_ID, REQUESTED_BY, BEGUN_AT) VALUES (?, ?, ?, ?, ?)
            """;

    private static final String COMPLETE = "UPDATE SHOP_EXPORT SET COMPLETED_AT = ? WHERE ID = ?";

    private static final String LINES =
            "SELECT ID, CUSTOMER_ID, BEGUN_AT, REQUESTED_BY, COMPLETED_AT FROM SHOP_EXPORT WHERE REALM_ID = ?";

    private static final String OF_CUSTOMER = LINES + " AND CUSTOMER_ID = ? ORDER BY BEGUN_AT, ID";

    /** Ids begin with the time. */
    private static final String OF_REALM = LINES + " ORDER BY ID DESC OFFSET ? LIMIT ?";

    private static final String REMOVE_OLDER = """
            DELETE FROM SHOP_EXPORT WHERE ID = ANY(ARRAY(
              SELECT ID FROM SHOP_EXPORT WHERE BEGUN_AT < ? ORDER BY BEGUN_AT LIMIT ? FOR UPDATE SKIP LOCKED))
            """;

    private static final String REMOVE_CUSTOMER = "DELETE FROM SHOP_EXPORT WHERE REALM_ID = ? AND CUSTOMER_ID = ?";

    private static final String REMOVE_REALM = "DELETE FROM SHOP_EXPORT WHERE REALM_ID = ?";

    private final Clock clock;
    private final int perDay;
    private final EventIds ids = new EventIds();

    ExportRegister(Clock clock, int perDay) {
        this.clock = clock;
        this.perDay = perDay;
    }

    /**
     * Writes down that one is about to begin.
     *
     * @return its id
     * @throws Refusal 429: there were too many within a day
     */
    UUID begin(Connection connection, String realmId, String customerId, Actor by) throws SQLException {
        DurableCommit.demand(connection);
        Instant now = clock.instant();
        oneByOne(connection, realmId + " " + customerId);
        refuseTooMany(connection, realmId, customerId, by, now);
        UUID id = ids.next(now);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setString(2, realmId);
            insert.setString(3, customerId);
            insert.setString(4, by.wireName());
            insert.setTimestamp(5, Timestamp.from(now));
            insert.executeUpdate();
        }
        return id;
    }

    private static void oneByOne(Connection connection, String customer) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(ONE_BY_ONE)) {
            lock.setString(1, "shop-export " + customer);
            lock.execute();
        }
    }

    private void refuseTooMany(Connection connection, String realmId, String customerId, Actor by, Instant now)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST_STRAW)) {
            select.setString(1, realmId);
            select.setString(2, customerId);
            select.setString(3, by.wireName());
            select.setTimestamp(4, Timestamp.from(now.minus(A_DAY)));
            select.setInt(5, perDay - 1);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    Instant free = row.getTimestamp(1).toInstant().plus(A_DAY);
                    throw Refusal.tooMany(
                            "There were " + perDay + " exports within a day; the next one is possible after " + free
                                    + ".",
                            Duration.between(now, free));
                }
            }
        }
    }

    void complete(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(COMPLETE)) {
            update.setTimestamp(1, Timestamp.from(clock.instant()));
            update.setObject(2, id);
            update.executeUpdate();
        }
    }

    /** The oldest first. */
    List<PastExport> ofCustomer(Connection connection, String realmId, String customerId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_CUSTOMER)) {
            select.setString(1, realmId);
            select.setString(2, customerId);
            return lines(select);
        }
    }

    /** The newest first. */
    List<PastExport> ofRealm(Connection connection, String realmId, int first, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_REALM)) {
            select.setString(1, realmId);
            select.setInt(2, first);
            select.setInt(3, most);
            return lines(select);
        }
    }

    private static List<PastExport> lines(PreparedStatement select) throws SQLException {
        List<PastExport> exports = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Timestamp completed = row.getTimestamp(5);
                exports.add(new PastExport(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4),
                        completed == null ? null : completed.toInstant()));
            }
        }
        return exports;
    }

    /** @return how many were removed; fewer than {@code most}: there are no more */
    int removeOlder(Connection connection, Duration age, int most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_OLDER)) {
            delete.setTimestamp(1, Timestamp.from(clock.instant().minus(age)));
            delete.setInt(2, most);
            return delete.executeUpdate();
        }
    }

    void removeCustomer(Connection connection, String realmId, String customerId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_CUSTOMER)) {
            delete.setString(1, realmId);
            delete.setString(2, customerId);
            delete.executeUpdate();
        }
    }

    void removeRealm(Connection connection, String realmId) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(REMOVE_REALM)) {
            delete.setString(1, realmId);
            delete.executeUpdate();
        }
    }
}
