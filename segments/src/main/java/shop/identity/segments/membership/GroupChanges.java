package shop.identity.segments.membership;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;
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
        String after = "";
        List<String> portion;
        do {
            String reached = after;
            portion = within(
                    session, connection -> memberships.membersAfter(connection, segments.keySet(), reached, PORTION));
            if (!portion.isEmpty()) {
                after = portion.get(portion.size() - 1);
                CustomerFacts.tellMany(session, realm, portion, (connection, held) -> {
                    Map<String, List<CustomerFact>> facts = new HashMap<>();
                    underLock.of(connection, held).forEach((id, move) -> facts.put(id, move.facts(segments)));
                    return facts;
                });
            }
        } while (portion.size() == PORTION);
    }

    private static <T> T within(KeycloakSession session, Work<T> work) {
        return KeycloakTransactions.within(session, work);
    }
}
