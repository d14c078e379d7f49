package shop.identity.segments.sweep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;
import shop.identity.customer.CustomerRealm;
import shop.identity.segments.catalog.RuleBook;
import shop.identity.segments.catalog.RulesInForce;
import shop.identity.segments.catalog.Segment;
import shop.identity.segments.customers.CustomerScope;
import shop.identity.segments.customers.Customers;
import shop.identity.segments.facts.FactTable;
import shop.identity.segments.membership.CachedCustomers;
import shop.identity.segments.membership.LeaverTable;
import shop.identity.segments.membership.Memberships;
import shop.identity.segments.membership.Moves;
import shop.identity.segments.metrics.SegmentMeters;
import shop.identity.server.KeycloakTransactions;

/** What an evaluation does in one transaction: looks at many customers, or moves a few. */
final class SweepSteps {

    /** Whom one look finds at most. */
    static final int MOST = 20_000;

    /** Whom one transaction moves at most, and holds until it is committed: nobody should notice. */
    static final int PORTION = 500;

    /** It reads much at once: that it may sort and hash in memory, and need not compile what runs once. */
    private static final String FOR_MANY = """
            SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true),
                   set_config('plan_cache_mode', 'force_custom_plan', true)
            """;

    /**
     * @param misplaced those who are not where they belong, as it seems
     * @param end       nobody else is misplaced up to this id; null: up to the last
     */
    record Look(List<String> misplaced, String end) {}

    /** What became of whom. */
    record Moved(Map<String, Moves> moves) {

        long joins() {
            return moves.values().stream().mapToLong(Moves::joins).sum();
        }

        long leaves() {
            return moves.values().stream().mapToLong(Moves::leaves).sum();
        }
    }

    private final SweepTable table;
    private final RuleBook rules;
    private final Customers customers;
    private final Memberships memberships;
    private final FactTable facts;
    private final LeaverTable leavers;
    private final SegmentMeters meters;
    private final Duration lease;

    SweepSteps(
            SweepTable table,
            RuleBook rules,
            Customers customers,
            Memberships memberships,
            FactTable facts,
            LeaverTable leavers,
            SegmentMeters meters,
            Duration lease) {
        this.table = table;
        this.rules = rules;
        this.customers = customers;
        this.memberships = memberships;
        this.facts = facts;
        this.leavers = leavers;
        this.meters = meters;
        this.lease = lease;
    }

    /** @return how many there are; negative: there is nothing to evaluate, or not any more */
    long begin(KeycloakSession session, Sweep sweep) {
        RealmModel realm = session.realms().getRealm(sweep.realmId());
        if (realm == null || !CustomerRealm.takesPart(realm)) {
            return -1;
        }
        return KeycloakTransactions.within(session, connection -> {
            RulesInForce inForce = rules.inForce(connection, sweep.realmId(), sweep.segmentId());
            if (inForce.isEmpty() && inForce.unreadable() == 0) {
                return -1L;
            }
            long total = sweep.total() >= 0 ? sweep.total() : Slices.count(connection, sweep.realmId());
            table.counted(connection, sweep.counted(total), inForce.unreadable());
            meters.unreadable(inForce.unreadable());
            return total;
        });
    }

    /** Only reads. */
    Look look(Connection connection, Sweep sweep) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(FOR_MANY)) {
            set.execute();
        }
        RulesInForce inForce = rules.inForce(connection, sweep.realmId(), sweep.segmentId());
        String end = Slices.end(connection, sweep.reached(), sweep.total());
        if (inForce.isEmpty()) {
            return new Look(List.of(), end);
        }
        CustomerScope part = new CustomerScope.Range(sweep.reached(), end);
        List<String> misplaced = customers.misplaced(connection, sweep.realmId(), inForce, part, MOST);
        return new Look(misplaced, misplaced.size() == MOST ? misplaced.get(MOST - 1) : end);
    }

    /**
     * Moves those who are still misplaced, and the cursor behind them.
     *
     * @param after where the cursor is then
     * @return null when it is not ours any more
     */
    Moved move(KeycloakSession session, Sweep sweep, List<String> misplaced, String after) {
        RealmModel realm = session.realms().getRealm(sweep.realmId());
        boolean isOurs =
                realm != null && KeycloakTransactions.within(session, connection -> table.hold(connection, sweep));
        if (!isOurs) {
            return null;
        }
        session.getContext().setRealm(realm);
        Map<String, Moves> moves = new TreeMap<>();
        CustomerFacts.tellMany(session, realm, misplaced, (connection, held) -> {
            RulesInForce inForce = rules.inForce(connection, sweep.realmId(), sweep.segmentId());
            Map<String, Segment> segments = new HashMap<>();
            inForce.segments().forEach(judged -> segments.put(judged.id(), judged.segment()));
            moves.putAll(inForce.isEmpty() ? Map.of() : memberships.apply(connection, sweep.realmId(), inForce, held));
            Map<String, List<CustomerFact>> told = new HashMap<>();
            moves.forEach((id, move) -> told.put(id, move.facts(segments)));
            return told;
        });
        CachedCustomers.forget(session, realm, moves.keySet());
        Moved moved = new Moved(moves);
        KeycloakTransactions.within(session, connection -> {
            table.advance(connection, sweep.at(after), moved.joins(), moved.leaves(), lease);
            return null;
        });
        return moved;
    }

    /**
     * Nobody is misplaced any more in this part. What is known of users who are gone without a word goes too.
     *
     * @param from where the part begins
     * @param end  where it ends; null: with the last
     */
    void pass(Connection connection, Sweep sweep, String from, String end) throws SQLException {
        if (sweep.isOfAll()) {
            facts.removeOrphans(connection, sweep.realmId(), from, end);
            leavers.removeOrphans(connection, sweep.realmId(), from, end);
        }
        if (end != null) {
            table.advance(connection, sweep.at(end), 0, 0, lease);
        }
    }
}
