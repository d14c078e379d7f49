package shop.identity.staff;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.Locale;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.problem.Refusal;
import shop.identity.queue.Transactions.Work;
import shop.identity.server.AfterCommit;
import shop.identity.server.KeycloakTransactions;

/** A request of staff about one realm: what they may do, the transaction they do it in, and the trace they leave. */
public final class StaffRequest {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder adminEvent;
    private final String resource;

    /** @param resource what it is about: {@code shop-outbox} */
    public StaffRequest(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent,
            String resource) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.adminEvent = adminEvent.resource(resource.toUpperCase(Locale.ROOT).replace('-', '_'));
        this.resource = resource;
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
        return KeycloakTransactions.within(session, work);
    }

    /**
     * Tells Keycloak's admin events who did what to which resource; never what is in it.
     *
     * @param path below the one that the request is about
     */
    void record(OperationType operation, String... path) {
        String[] whole = Stream.concat(Stream.of(resource), Stream.of(path)).toArray(String[]::new);
        adminEvent.operation(operation).resourcePath(whole).success();
    }

    void afterCommit(Runnable work) {
        session.getTransactionManager().enlistAfterCompletion(new AfterCommit(work));
    }
}
