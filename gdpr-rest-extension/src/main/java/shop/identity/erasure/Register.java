package shop.identity.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shop.identity.customer.Actor;

/** Reads {@code SHOP_ERASURE}. */
public final class Register {

    private static final String COLUMNS = """
            SELECT ID, REALM_ID, CUSTOMER_ID, STATE, RECEIVED_AT, DUE_AT, LEGAL_DUE_AT, REQUESTED_BY, REQUESTED_STAFF,
                   WAS_INACTIVE, EXTENDED_AT, EXTENDED_STAFF, EXTENSION_REASON, CLOSED_AT, CLOSED_BY, CLOSED_STAFF,
                   OUTCOME, FAILURES
              FROM SHOP_ERASURE
            """;

    private static final String ONE = COLUMNS + " WHERE REALM_ID = ? AND ID = ?";
    private static final String BY_ID = COLUMNS + " WHERE ID = ?";
    private static final String BY_LINK = COLUMNS + " WHERE REALM_ID = ? AND KEEP_HASH = ?";

    private static final String OF_CUSTOMER =
            COLUMNS + " WHERE REALM_ID = ? AND CUSTOMER_ID = ? ORDER BY RECEIVED_AT DESC, ID";

    private static final String PAGE = COLUMNS + """
             WHERE REALM_ID = ? AND (?::text IS NULL OR STATE = ?) AND (?::text IS NULL OR CUSTOMER_ID = ?)
             ORDER BY RECEIVED_AT DESC, ID DESC LIMIT ? OFFSET ?
            """;

    private static final String COUNT = """
            SELECT COUNT(*), COUNT(*) FILTER (WHERE LEGAL_DUE_AT < ?), COUNT(*) FILTER (WHERE DUE_AT <= ?),
                   EXTRACT(EPOCH FROM ?::timestamptz - MIN(DUE_AT))
              FROM SHOP_ERASURE WHERE STATE = 'requested'
            """;

    /**
     * How many requests are open, in all realms.
     *
     * @param overdue    later than the law allows
     * @param due        a worker should be about to do it
     * @param lagSeconds how long the first one has been due; nothing is: 0
     */
    public record Standing(long open, long overdue, long due, double lagSeconds) {}

    /**
     * Which ones are listed.
     *
     * @param state      null: all
     * @param customerId null: everybody's
     */
    public record Page(ErasureState state, String customerId, int first, int most) {}

    public Optional<Erasure> find(Connection connection, String realmId, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setString(1, realmId);
            select.setString(2, id);
            return list(select).stream().findFirst();
        }
    }

    /** Of whichever realm. */
    public Optional<Erasure> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BY_ID)) {
            select.setString(1, id);
            return list(select).stream().findFirst();
        }
    }

    Optional<Erasure> byLink(Connection connection, String realmId, byte[] keepHash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BY_LINK)) {
            select.setString(1, realmId);
            select.setBytes(2, keepHash);
            return list(select).stream().findFirst();
        }
    }

    /** The newest first. */
    public List<Erasure> ofCustomer(Connection connection, String realmId, String customerId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_CUSTOMER)) {
            select.setString(1, realmId);
            select.setString(2, customerId);
            return list(select);
        }
    }

    /** The newest first. */
    public List<Erasure> page(Connection connection, String realmId, Page page) throws SQLException {
        String state = page.state() == null ? null : page.state().wireName();
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setString(1, realmId);
            select.setString(2, state);
            select.setString(3, state);
            select.setString(4, page.customerId());
            select.setString(5, page.customerId());
            select.setInt(6, page.most());
            select.setInt(7, page.first());
            return list(select);
        }
    }

    public Standing standing(Connection connection, Instant now) throws SQLException {
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setObject(1, time);
            select.setObject(2, time);
            select.setObject(3, time);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Standing(row.getLong(1), row.getLong(2), row.getLong(3), Math.max(0, row.getDouble(4)));
            }
        }
    }

    private static List<Erasure> list(PreparedStatement select) throws SQLException {
        List<Erasure> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(erasure(row));
            }
        }
        return found;
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                ErasureState.of(row.getString(4)).orElseThrow(),
                time(row, 5),
                time(row, 6),
                time(row, 7),
                party(row.getString(8), row.getString(9)),
                row.getBoolean(10),
                time(row, 11) == null
                        ? null
                        : new Erasure.Extension(time(row, 11), row.getString(12), row.getString(13)),
                closing(row),
                row.getInt(18));
    }

    private static Erasure.Closing closing(ResultSet row) throws SQLException {
        Instant at = time(row, 14);
        String outcome = row.getString(17);
        return at == null
                ? null
                : new Erasure.Closing(
                        at,
                        party(row.getString(15), row.getString(16)),
                        outcome == null ? null : Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)));
    }

    private static Party party(String actor, String staffId) {
        return new Party(Actor.valueOf(actor.toUpperCase(Locale.ROOT)), staffId);
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
