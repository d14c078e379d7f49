package shop.identity.segments.membership;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import shop.identity.customer.CustomerStatus;
import shop.identity.segments.catalog.JudgedSegment;
import shop.identity.segments.catalog.RulesInForce;
import shop.identity.segments.customers.Customers;
import shop.identity.segments.customers.KnownCustomer;

/**
 * Puts customers where the rules say they belong. To be called under the lock of their versions: then it is decided by what
 * all transactions before have committed, and nobody else decides meanwhile.
 */
public final class Memberships {

    /**
     * Whoever joins a customer by hand has the membership's row first and the version's lock later. Rather than to wait for
     * that, and be waited for, this gives up: the next evaluation finds what is left.
     */
    private static final String NO_WAITING = "SELECT set_config('lock_timeout', '300ms', true)";

    private static final String WAITING = "SET LOCAL lock_timeout TO DEFAULT";

    private final Customers customers;
    private final MembershipTable table = new MembershipTable();

    public Memberships(Customers customers) {
        this.customers = customers;
    }

    /**
     * @param ids of customers of this realm
     * @return what became of each who was moved, by id
     * @throws SQLException also when somebody else holds one of the memberships: nothing is done then, but the transaction has
     *     to be rolled back, or what was done in it since
     */
    public Map<String, Moves> apply(Connection connection, String realmId, RulesInForce rules, Collection<String> ids)
            throws SQLException {
        List<Member> joins = new ArrayList<>();
        List<Member> leaves = new ArrayList<>();
        customers.read(connection, realmId, rules, ids).forEach((id, customer) -> {
            for (JudgedSegment segment : rules.segments()) {
                boolean belongs = belongs(segment, customer, rules);
                if (belongs != customer.memberOf().contains(segment.id())) {
                    (belongs ? joins : leaves).add(new Member(id, segment.id()));
                }
            }
        });
        Map<String, Moves> moves = new TreeMap<>();
        if (joins.isEmpty() && leaves.isEmpty()) {
            return moves;
        }
        execute(connection, NO_WAITING);
        Set<String> held = table.holdUsers(connection, joins);
        joins.removeIf(member -> !held.contains(member.userId()));
        table.add(connection, joins).forEach(member -> of(moves, member).join(member.segmentId()));
        table.remove(connection, leaves).forEach(member -> of(moves, member).leave(member.segmentId()));
        execute(connection, WAITING);
        return moves;
    }

    private static boolean belongs(JudgedSegment segment, KnownCustomer customer, RulesInForce rules) {
        if (customer.values().status() == CustomerStatus.ERASED) {
            return false;
        }
        return segment.rule() == null
                ? !customer.leaverOf().contains(segment.id())
                : segment.rule().matches(customer.values(), rules.today());
    }

    /** Takes customers out of all of these segments. */
    public Map<String, Moves> removeFromAll(
            Connection connection, Collection<String> userIds, Collection<String> segmentIds) throws SQLException {
        Map<String, Moves> moves = new TreeMap<>();
        table.removeFromAll(connection, userIds, segmentIds)
                .forEach(member -> of(moves, member).leave(member.segmentId()));
        return moves;
    }

    /** As if they had joined all of these segments now, of which they are members. */
    public Map<String, Moves> asJoined(Connection connection, Collection<String> userIds, Collection<String> segmentIds)
            throws SQLException {
        Map<String, Moves> moves = new TreeMap<>();
        table.within(connection, userIds, segmentIds)
                .forEach(member -> of(moves, member).join(member.segmentId()));
        return moves;
    }

    /** Those of these segments that the customer is in. */
    public Collection<String> of(Connection connection, String userId, Collection<String> segmentIds)
            throws SQLException {
        return table.within(connection, List.of(userId), segmentIds).stream()
                .map(Member::segmentId)
                .toList();
    }

    /** The first members of one of these segments behind this id. */
    public List<String> membersAfter(Connection connection, Collection<String> segmentIds, String after, int most)
            throws SQLException {
        return table.membersAfter(connection, segmentIds, after, most);
    }

    /** The segments are about to go: until the end of the transaction no rule puts anybody into them. */
    public void bar(Connection connection, Collection<String> segmentIds) throws SQLException {
        table.barGroups(connection, segmentIds);
    }

    public long count(Connection connection, String segmentId) throws SQLException {
        return table.count(connection, segmentId);
    }

    private static Moves of(Map<String, Moves> moves, Member member) {
        return moves.computeIfAbsent(member.userId(), id -> new Moves());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
