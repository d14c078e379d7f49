package shop.identity.segments.membership;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;
import shop.identity.customer.CustomerRealm;
import shop.identity.problem.Refusal;
import shop.identity.queue.Transactions.Work;
import shop.identity.segments.catalog.Segment;
import shop.identity.segments.catalog.SegmentTable;
import shop.identity.server.KeycloakTransactions;

/**
 * What becomes of segments as groups, in the console or wherever else: when one is removed its members have left it, when it is
 * moved to another place it is none any more, or becomes one. All in the transaction that does it.
 */
public final class GroupChanges {

    private static final int PORTION = 500;

    /** Somebody's e-mail address is changed, and the server may be slow. */
    private static final int ATTEMPTS = 60;

    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final String ROOT_PATH = "/" + SegmentTable.ROOT + "/";
    /** How Keycloak writes a slash that is part of a group's name. */
    private static final String SLASH_IN_NAME = "~/";

    private final SegmentTable table;
    private final Memberships memberships;
    private final LeaverTable leavers;

    public GroupChanges(SegmentTable table, Memberships memberships, LeaverTable leavers) {
        this.table = table;
        this.memberships = memberships;
        this.leavers = leavers;
    }

    /**
     * Which segments go with a group that is still there. With the one that all are below, all go: they are told as one.
     *
     * @return by id
     */
    public Map<String, Segment> going(KeycloakSession session, RealmModel realm, GroupModel group) {
        return within(session, connection -> {
            boolean isRoot = table.rootId(connection, realm.getId())
                    .filter(group.getId()::equals)
                    .isPresent();
            Map<String, Segment> going = new HashMap<>();
            (isRoot
                            ? table.list(connection, realm.getId())
                            : table.among(connection, realm.getId(), List.of(group.getId()))
                                    .values())
                    .forEach(segment -> going.put(segment.id(), segment));
            return going;
        });
    }

    /** Their members leave them. */
    public void removed(KeycloakSession session, RealmModel realm, Map<String, Segment> segments) {
        bar(session, segments);
        tellMembers(
                session,
                realm,
                segments,
                (connection, held) -> memberships.removeFromAll(connection, held, segments.keySet()));
        within(session, connection -> {
            table.remove(connection, segments.keySet());
            leavers.removeGroups(connection, realm.getId(), segments.keySet());
            return null;
        });
    }

    /** Whoever is put there by a rule after the members were told would not be among them. */
    private void bar(KeycloakSession session, Map<String, Segment> segments) {
        within(session, connection -> {
            memberships.bar(connection, segments.keySet());
            return null;
        });
    }

    /** @return whether it is a segment now, and was none before */
    public boolean moved(KeycloakSession session, GroupModel.GroupPathChangeEvent moved) {
        boolean wasSegment = isSegment(moved.getPreviousPath());
        boolean isSegment = isSegment(moved.getNewPath());
        if (wasSegment == isSegment) {
            return false;
        }
        GroupModel group = moved.getGroup();
        Map<String, Segment> segments =
                Map.of(group.getId(), new Segment(group.getId(), group.getName(), null, null, false));
        bar(session, segments);
        tellMembers(session, moved.getRealm(), segments, (connection, held) -> {
            Map<String, Moves> moves = memberships.asJoined(connection, held, segments.keySet());
            return isSegment ? moves : turned(moves);
        });
        return isSegment;
    }

    private static Map<String, Moves> turned(Map<String, Moves> joined) {
        Map<String, Moves> left = new HashMap<>();
        joined.forEach((id, move) -> left.put(id, move.turned()));
        return left;
    }

    private static boolean isSegment(String path) {
        return path.startsWith(ROOT_PATH)
                && !path.substring(ROOT_PATH.length())
                        .replace(SLASH_IN_NAME, "")
                        .contains("/");
    }

    @FunctionalInterface
    private interface MovesUnderLock {
        Map<String, Moves> of(Connection connection, Collection<String> held) throws SQLException;
    }

    private void tellMembers(
            KeycloakSession session, RealmModel realm, Map<String, Segment> segments, MovesUnderLock underLock) {
        if (!CustomerRealm.takesPart(realm)) {
            return;
        }
        Set<String> missed = new TreeSet<>();
        String after = "";
        List<String> portion;
        do {
            String reached = after;
            portion = within(
                    session, connection -> memberships.membersAfter(connection, segments.keySet(), reached, PORTION));
            if (!portion.isEmpty()) {
                after = portion.get(portion.size() - 1);
                missed.addAll(tell(session, realm, segments, portion, underLock));
            }
        } while (portion.size() == PORTION);
        tellMissed(session, realm, segments, missed, underLock);
    }

    /** @return whom it could not tell: somebody else is changing or removing them */
    private static Set<String> tell(
            KeycloakSession session,
            RealmModel realm,
            Map<String, Segment> segments,
            Collection<String> members,
            MovesUnderLock underLock) {
        Set<String> missed = new TreeSet<>(members);
        CustomerFacts.tellMany(session, realm, members, (connection, held) -> {
            missed.removeAll(held);
            Map<String, List<CustomerFact>> facts = new HashMap<>();
            underLock.of(connection, held).forEach((id, move) -> facts.put(id, move.facts(segments)));
            return facts;
        });
        return missed;
    }

    /** Nobody leaves untold: rather the group stays for now. Who is removed meanwhile is no member any more. */
    private void tellMissed(
            KeycloakSession session,
            RealmModel realm,
            Map<String, Segment> segments,
            Collection<String> first,
            MovesUnderLock underLock) {
        Collection<String> missed = first;
        for (int attempt = 0; !missed.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw Refusal.conflict("Members of the group are being changed just now: try again.");
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
            Collection<String> before = missed;
            Set<String> members = within(
                    session,
                    connection -> memberships
                            .asJoined(connection, before, segments.keySet())
                            .keySet());
            missed = tell(session, realm, segments, members, underLock);
        }
    }

    private static <T> T within(KeycloakSession session, Work<T> work) {
        return KeycloakTransactions.within(session, work);
    }
}
