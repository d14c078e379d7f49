package shop.identity.staff;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import org.hibernate.Session;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.problem.Refusal;
import shop.identity.queue.Transactions.Work;

/** A request of staff about one realm: what they may do, the transaction they do it in, and the trace they leave. */
public final class StaffRequest {

    private static final String RESOURCE_TYPE = "SHOP_OUTBOX";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder adminEvent;

    public StaffRequest(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.adminEvent = adminEvent.resource(RESOURCE_TYPE);
    }

    /** Events of customers are shown to whoever may see Keycloak's own events. */
    void requireView() {
        if (!permissions.realm().canViewEvents()) {
            throw Refusal.forbidden("The role view-events or manage-events is needed.");
        }
    }

    void requireManage() {
        if (!permissions.realm().canManageEvents()) {
            throw Refusal.forbidden("The role manage-events is needed.");
        }
    }

    String realmId() {
        return realm.getId();
    }

    MultivaluedMap<String, String> query() {
        return session.getContext().getUri().getQueryParameters();
    }

    /** The address of what lies below the one that was asked for. */
    URI child(String name) {
        return session.getContext().getUri().getAbsolutePathBuilder().path(name).build();
    }

    /** In the request's own transaction: it commits when the request is answered, and rolls back when it is refused. */
    <T> T call(Work<T> work) {
        return session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .unwrap(Session.class)
                .doReturningWork(work::with);
    }

    /** Tells Keycloak's admin events who did what to which resource; never what is in it. */
    void record(OperationType operation, String... path) {
        adminEvent.operation(operation).resourcePath(path).success();
    }

    void afterCommit(Runnable work) {
        session.getTransactionManager().enlistAfterCompletion(new AfterCommit(work));
    }
}
