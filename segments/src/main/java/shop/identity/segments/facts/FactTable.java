package shop.identity.segments.facts;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import shop.identity.cleanup.CustomerRows;
import shop.identity.customer.CustomerStatus;
import shop.identity.queue.DurableCommit;

/** The table {@code SHOP_SEGMENT_FACT}: numbers about customers, each with a name. In the caller's transaction. */
public final class FactTable {

    /** Of one customer. */
    public static final int MOST = 100;

    /** What is what it was is not written again. */
    private static final String SET = """
            INSERT INTO SHOP_SEGMENT_FACT AS f (REALM_ID, USER_ID, NAME, VALUE, CHANGED_AT)
            SELECT ?, g.USER_ID, g.NAME, g.VALUE, clock_timestamp()
              FROM unnest(?::text[], ?::text[], ?::numeric[]) AS g (USER_ID, NAME, VALUE) ORDER BY g.USER_ID, g.NAME
            ON CONFLICT (REALM_ID, USER_ID, NAME)
              DO UPDATE SET VALUE = EXCLUDED.VALUE, CHANGED_AT = EXCLUDED.CHANGED_AT WHERE f.VALUE <> EXCLUDED.VALUE
            RETURNING f.USER_ID
            """;

    private static final String REMOVE = """
            DELETE FROM SHOP_SEGMENT_FACT f USING unnest(?::text[], ?::text[]) AS g (USER_ID, NAME)
             WHERE f.REALM_ID = ? AND f.USER_ID = g.USER_ID AND f.NAME = g.NAME RETURNING f.USER_ID
            """;

    private static final String OF_CUSTOMER = """
            SELECT USER_ID, NAME, VALUE, CHANGED_AT FROM SHOP_SEGMENT_FACT WHERE REALM_ID = ? AND USER_ID = ? ORDER BY NAME
            """;

    /**
     * Until the commit. Whoever removes a user finds these facts, or they do not find the user; and of one customer facts are
     * pushed one after the other, so that together they are not more than there can be.
     */
    private static final String HOLD = """
            SELECT ID FROM USER_ENTITY
             WHERE REALM_ID = ? AND ID = ANY(?::text[]) AND SERVICE_ACCOUNT_CLIENT_LINK IS NULL
             ORDER BY ID FOR NO KEY UPDATE
            """;

    /** Of whom nothing is to be known any more. The last one to hold them may have seen to that: so it is asked behind it. */
    private static final String ERASED =
            "SELECT USER_ID FROM USER_ATTRIBUTE WHERE USER_ID = ANY(?::text[]) AND NAME = '%s' AND VALUE = '%s'"
                    .formatted(CustomerStatus.MARK, CustomerStatus.ERASED);

    private static final String TOO_MANY = """
            SELECT EXISTS (SELECT 1 FROM SHOP_SEGMENT_FACT WHERE REALM_ID = ? AND USER_ID = ANY(?::text[])
                            GROUP BY USER_ID HAVING COUNT(*) > %d)
            """.formatted(MOST);

    /** Of users whom Keycloak removed in bulk, without a word about each. */
    private static final String REMOVE_ORPHANS = """
            DELETE FROM SHOP_SEGMENT_FACT f WHERE f.REALM_ID = ? AND f.USER_ID > ? AND (?::text IS NULL OR f.USER_ID <= ?)
               AND NOT EXISTS (SELECT 1 FROM USER_ENTITY u WHERE u.ID = f.USER_ID)
            """;

    private final CustomerRows all = new CustomerRows("SHOP_SEGMENT_FACT");

    /** @return those of the ids who are customers of the realm, and not erased. Nobody else pushes facts of them meanwhile */
    public Set<String> holdCustomers(Connection connection, String realmId, Collection<String> ids)
            throws SQLException {
        Set<String> customers;
        try (PreparedStatement select = connection.prepareStatement(HOLD)) {
            select.setString(1, realmId);
            select.setArray(2, connection.createArrayOf("text", ids.toArray()));
            customers = users(select);
        }
        try (PreparedStatement select = connection.prepareStatement(ERASED)) {
            select.setArray(1, connection.createArrayOf("text", customers.toArray()));
            customers.removeAll(users(select));
        }
        return customers;
    }

    /** @return whose facts are others now */
    public Set<String> set(Connection connection, String realmId, Collection<Fact> facts) throws SQLException {
        DurableCommit.demand(connection);
        List<Fact> known = facts.stream().filter(fact -> fact.value() != null).toList();
        List<Fact> unknown = facts.stream().filter(fact -> fact.value() == null).toList();
        Set<String> changed = new TreeSet<>();
        if (!known.isEmpty()) {
            try (PreparedStatement upsert = connection.prepareStatement(SET)) {
                upsert.setString(1, realmId);
                upsert.setArray(2, connection.createArrayOf("text", column(known, Fact::userId)));
                upsert.setArray(3, connection.createArrayOf("text", column(known, Fact::name)));
                upsert.setArray(4, connection.createArrayOf("numeric", column(known, Fact::value)));
                changed.addAll(users(upsert));
            }
        }
        if (!unknown.isEmpty()) {
            try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
                delete.setArray(1, connection.createArrayOf("text", column(unknown, Fact::userId)));
                delete.setArray(2, connection.createArrayOf("text", column(unknown, Fact::name)));
                delete.setString(3, realmId);
                changed.addAll(users(delete));
            }
        }
        return changed;
    }

    /** Whether one of them has more than a customer can have. */
    public boolean hasTooMany(Connection connection, String realmId, Collection<String> userIds) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TOO_MANY)) {
            select.setString(1, realmId);
            select.setArray(2, connection.createArrayOf("text", userIds.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** By name. */
    public List<KnownFact> of(Connection connection, String realmId, String userId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OF_CUSTOMER)) {
            select.setString(1, realmId);
            select.setString(2, userId);
            List<KnownFact> facts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    BigDecimal value = row.getBigDecimal("VALUE");
                    Instant changedAt = row.getTimestamp("CHANGED_AT").toInstant();
                    facts.add(new KnownFact(row.getString("NAME"), value, changedAt));
                }
            }
            return facts;
        }
    }

    public void removeUser(Connection connection, String realmId, String userId) throws SQLException {
        all.removeUser(connection, realmId, userId);
    }

    public void removeRealm(Connection connection, String realmId) throws SQLException {
        all.removeRealm(connection, realmId);
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

    private static Set<String> users(PreparedStatement statement) throws SQLException {
        Set<String> users = new TreeSet<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                users.add(row.getString(1));
            }
        }
        return users;
    }

    private static Object[] column(Collection<Fact> facts, Function<Fact, Object> value) {
        return facts.stream().map(value).toArray();
    }
}
