package shop.identity.remote;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.queue.Transactions.Work;
import shop.identity.queue.WaitingJobs;
import shop.identity.server.AfterCommit;
import shop.identity.server.KeycloakTransactions;

/**
 * A request of staff about what services have to erase, in one realm. They are asked for what Keycloak itself asks of whoever
 * looks at users, or changes them.
 */
public final class TaskDesk {

    private static final String RESOURCE = "shop-privacy";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder adminEvent;
    private final RemoteErasures erasures;

    public TaskDesk(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent,
            RemoteErasures erasures) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.adminEvent = adminEvent.resource(RESOURCE.toUpperCase(Locale.ROOT).replace('-', '_'));
        this.erasures = erasures;
    }

    void requireView() {
        if (!permissions.users().canView()) {
            throw Refusal.forbidden("The role view-users or manage-users is needed.");
        }
    }

    void requireManage() {
        if (!permissions.users().canManage()) {
            throw Refusal.forbidden("The role manage-users is needed.");
        }
    }

    RequestFields query() {
        return RequestFields.ofQuery(session.getContext().getUri().getQueryParameters());
    }

    List<TaskRepresentation> ofErasure(String erasureId) {
        return shown(connection -> erasures.table().ofErasure(connection, realm.getId(), erasureId));
    }

    List<TaskRepresentation> open(int first, int most) {
        return shown(connection -> erasures.table().open(connection, realm.getId(), first, most));
    }

    private List<TaskRepresentation> shown(Work<List<TaskState>> tasks) {
        return KeycloakTransactions.within(session, connection -> {
            List<TaskState> found = tasks.with(connection);
            Map<UUID, WaitingJobs.Standing> standings = erasures.waiting()
                    .standings(connection, found.stream().map(TaskState::id).toList());
            return found.stream()
                    .map(task -> TaskRepresentation.of(task, standings.get(task.id())))
                    .toList();
        });
    }

    /**
     * Has the service told at once, and again as before if that is in vain.
     *
     * @param tasks the one that is meant, or none
     * @param path  for the admin event, below the interface's own
     */
    private void retry(Work<List<TaskState>> tasks, String... path) {
        KeycloakTransactions.within(session, connection -> {
            hasten(connection, tasks.with(connection));
            return null;
        });
        String[] whole = Stream.concat(Stream.of(RESOURCE), Stream.of(path)).toArray(String[]::new);
        adminEvent.operation(OperationType.ACTION).resourcePath(whole).success();
        session.getTransactionManager().enlistAfterCompletion(new AfterCommit(erasures::wake));
    }

    private void hasten(Connection connection, List<TaskState> found) throws SQLException {
        if (found.isEmpty()) {
            throw Refusal.notFound("This realm has no such task.");
        }
        TaskState task = found.get(0);
        if (!task.isOpen()) {
            throw Refusal.conflict("The service acknowledged the task at " + task.acknowledgedAt() + ".");
        }
        // One that is due, or under way, needs no haste.
        erasures.waiting().hasten(connection, realm.getId(), task.id());
    }

    void retryOfErasure(String erasureId, String service) {
        retry(
                connection -> erasures.table().ofErasure(connection, realm.getId(), erasureId).stream()
                        .filter(task -> task.service().equals(service))
                        .toList(),
                "erasures",
                erasureId,
                "tasks",
                service,
                "retry");
    }

    void retry(UUID id) {
        retry(connection -> erasures.table().find(connection, realm.getId(), id), "tasks", id.toString(), "retry");
    }
}
