package shop.identity.segments;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import shop.identity.customer.CustomersChanged;
import shop.identity.customer.CustomersGone;
import shop.identity.queue.Transactions.Work;
import shop.identity.segments.catalog.Segment;
import shop.identity.segments.catalog.SegmentTable;
import shop.identity.segments.facts.FactTable;
import shop.identity.segments.membership.GroupChanges;
import shop.identity.segments.membership.LeaverTable;
import shop.identity.segments.membership.OwnChanges;
import shop.identity.segments.sweep.SweepTable;
import shop.identity.server.KeycloakTransactions;

/** What happens in the server and is of interest to segments, each in the transaction in which it happens. */
final class SegmentEvents implements ProviderEventListener {

    private final OwnChanges changes;
    private final GroupChanges groups;
    private final SegmentTable table;
    private final LeaverTable leavers;
    private final FactTable facts;
    private final SweepTable sweeps;

    SegmentEvents(
            OwnChanges changes,
            GroupChanges groups,
            SegmentTable table,
            LeaverTable leavers,
            FactTable facts,
            SweepTable sweeps) {
        this.changes = changes;
        this.groups = groups;
        this.table = table;
        this.leavers = leavers;
        this.facts = facts;
        this.sweeps = sweeps;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof CustomersChanged changed) {
            customersChanged(changed);
        } else if (event instanceof GroupModel.GroupRemovedEvent removed) {
            groupRemoved(removed);
        } else if (event instanceof GroupModel.GroupPathChangeEvent moved) {
            groupMoved(moved);
        } else if (event instanceof UserModel.UserRemovedEvent removed) {
            userRemoved(removed);
        } else if (event instanceof CustomersGone gone) {
            gone.each(this::remove);
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            realmRemoved(removed);
        }
    }

    private void customersChanged(CustomersChanged changed) {
        try {
            changes.on(changed);
        } catch (SQLException e) {
            // The driver's own words might repeat what was to be written.
            throw new IllegalStateException("segments of changed customers cannot be told (" + e.getSQLState() + ")");
        }
    }

    /** A sweep holds its own row before its customers: whoever waits for both takes them in that order. */
    private void groupRemoved(GroupModel.GroupRemovedEvent event) {
        RealmModel realm = event.getRealm();
        Map<String, Segment> going = groups.going(event.getKeycloakSession(), realm, event.getGroup());
        if (!going.isEmpty()) {
            within(event.getKeycloakSession(), connection -> {
                sweeps.remove(connection, realm.getId(), going.keySet());
                return null;
            });
            groups.removed(event.getKeycloakSession(), realm, going);
        }
    }

    /** What comes back may have a rule. */
    private void groupMoved(GroupModel.GroupPathChangeEvent event) {
        if (groups.moved(event.getKeycloakSession(), event)) {
            within(
                    event.getKeycloakSession(),
                    connection -> sweeps.ask(
                            connection,
                            event.getRealm().getId(),
                            event.getGroup().getId()));
        }
    }

    private void userRemoved(UserModel.UserRemovedEvent event) {
        String realmId = event.getRealm().getId();
        String userId = event.getUser().getId();
        within(event.getKeycloakSession(), connection -> {
            remove(connection, realmId, userId);
            return null;
        });
    }

    private void remove(Connection connection, String realmId, String userId) throws SQLException {
        facts.removeUser(connection, realmId, userId);
        leavers.removeUser(connection, realmId, userId);
    }

    private void realmRemoved(RealmModel.RealmRemovedEvent event) {
        String realmId = event.getRealm().getId();
        within(event.getKeycloakSession(), connection -> {
            sweeps.removeRealm(connection, realmId);
            facts.removeRealm(connection, realmId);
            leavers.removeRealm(connection, realmId);
            table.removeRealm(connection, realmId);
            return List.of();
        });
    }

    private static <T> void within(KeycloakSession session, Work<T> work) {
        KeycloakTransactions.within(session, work);
    }
}
