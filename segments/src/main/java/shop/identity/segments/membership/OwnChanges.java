package shop.identity.segments.membership;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import shop.identity.customer.CustomersChanged;
import shop.identity.segments.catalog.RuleBook;
import shop.identity.segments.catalog.RulesInForce;
import shop.identity.segments.catalog.Segment;
import shop.identity.segments.catalog.SegmentTable;
import shop.identity.segments.metrics.SegmentMeters;

/**
 * Customers whom a transaction has changed are judged anew within it; who is created comes into the default segments so. And
 * whoever was put into a segment by hand, or taken out of one, is told.
 *
 * <p>Judging is undone when it fails, and the change goes on: nobody is kept from registering by a segment. A sweep finds what is
 * missing. Telling is not: a change that cannot be told does not happen.
 */
public final class OwnChanges {

    private static final Logger LOG = Logger.getLogger(OwnChanges.class);

    /** By statements: the server's pool takes rolling back to be its own business. */
    private static final String BEFORE_RULES = "SHOP_BEFORE_RULES";

    private final SegmentTable table;
    private final RuleBook rules;
    private final Memberships memberships;
    private final LeaverTable leavers;
    private final SegmentMeters meters;
    private final BiConsumer<String, Collection<String>> moved;

    /** @param moved is told whom a rule has moved, by realm: Keycloak's cache does not know */
    public OwnChanges(
            SegmentTable table,
            RuleBook rules,
            Memberships memberships,
            LeaverTable leavers,
            SegmentMeters meters,
            BiConsumer<String, Collection<String>> moved) {
        this.table = table;
        this.rules = rules;
        this.memberships = memberships;
        this.leavers = leavers;
        this.meters = meters;
        this.moved = moved;
    }

    public void on(CustomersChanged changed) throws SQLException {
        Map<String, Segment> segments = new HashMap<>();
        Map<String, Moves> moves = new TreeMap<>();
        byHand(changed, segments, moves);
        List<String> concerned = changed.customers().entrySet().stream()
                .filter(change -> change.getValue().concernsRules())
                .map(Map.Entry::getKey)
                .toList();
        if (!concerned.isEmpty()) {
            byRule(changed, concerned, segments, moves);
        }
        moves.forEach((id, move) -> move.facts(segments).forEach(fact -> changed.tell(id, fact)));
    }

    private void byHand(CustomersChanged changed, Map<String, Segment> segments, Map<String, Moves> moves)
            throws SQLException {
        Set<String> groups = changed.customers().values().stream()
                .flatMap(change -> Stream.concat(change.groupsJoined().stream(), change.groupsLeft().stream()))
                .collect(Collectors.toSet());
        segments.putAll(table.among(changed.connection(), changed.realm().id(), groups));
        if (segments.isEmpty()) {
            return;
        }
        for (Map.Entry<String, CustomersChanged.Change> change :
                changed.customers().entrySet()) {
            Moves move = moves.computeIfAbsent(change.getKey(), id -> new Moves());
            change.getValue().groupsJoined().forEach(move::join);
            change.getValue().groupsLeft().forEach(move::leave);
            remember(changed, change.getKey(), change.getValue(), segments);
        }
    }

    /** Of default segments: whom staff took out stays out. */
    private void remember(
            CustomersChanged changed, String id, CustomersChanged.Change change, Map<String, Segment> segments)
            throws SQLException {
        List<String> left = defaults(change.groupsLeft(), segments);
        List<String> joined = defaults(change.groupsJoined(), segments);
        if (!left.isEmpty()) {
            leavers.add(changed.connection(), changed.realm().id(), id, left);
        }
        if (!joined.isEmpty()) {
            leavers.remove(changed.connection(), id, joined);
        }
    }

    private static List<String> defaults(Set<String> groups, Map<String, Segment> segments) {
        return groups.stream()
                .filter(segments::containsKey)
                .filter(group -> segments.get(group).isDefault())
                .toList();
    }

    private void byRule(
            CustomersChanged changed,
            Collection<String> concerned,
            Map<String, Segment> segments,
            Map<String, Moves> moves)
            throws SQLException {
        execute(changed.connection(), "SAVEPOINT " + BEFORE_RULES);
        try {
            Map<String, Moves> byRule =
                    judge(changed.connection(), changed.realm().id(), concerned, segments);
            execute(changed.connection(), "RELEASE SAVEPOINT " + BEFORE_RULES);
            byRule.forEach(
                    (id, move) -> moves.computeIfAbsent(id, key -> new Moves()).add(move));
        } catch (SQLException | RuntimeException e) {
            execute(changed.connection(), "ROLLBACK TO SAVEPOINT " + BEFORE_RULES);
            long created = changed.customers().values().stream()
                    .filter(CustomersChanged.Change::isCreated)
                    .count();
            meters.changeFailed(created);
            LOG.warnf(
                    "Segments of %d customers (%d of them new) cannot be evaluated with their change; a sweep will",
                    concerned.size(), created);
            LOG.debug("evaluation failed", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private Map<String, Moves> judge(
            Connection connection, String realmId, Collection<String> concerned, Map<String, Segment> segments)
            throws SQLException {
        RulesInForce inForce = rules.inForce(connection, realmId, "");
        if (inForce.isEmpty()) {
            return Map.of();
        }
        Map<String, Moves> byRule = memberships.apply(connection, realmId, inForce, concerned);
        if (!byRule.isEmpty()) {
            inForce.segments().forEach(judged -> segments.put(judged.id(), judged.segment()));
            meters.moved(byRule.values());
            moved.accept(realmId, byRule.keySet());
        }
        return byRule;
    }
}
