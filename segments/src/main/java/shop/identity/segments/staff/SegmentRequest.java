package shop.identity.segments.staff;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.queue.Transactions.Work;
import shop.identity.request.RepeatableWrite;
import shop.identity.server.AfterCommit;
import shop.identity.server.KeycloakTransactions;

/**
 * A request of staff about segments of one realm. They are asked for what Keycloak itself asks of whoever looks at groups, or
 * changes them.
 */
final class SegmentRequest {

    static final String RESOURCE = "shop-segments";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder adminEvent;

    SegmentRequest(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.adminEvent = adminEvent.resource(RESOURCE.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    KeycloakSession session() {
        return session;
    }

    RealmModel realm() {
        return realm;
    }

    void requireView() {
        require(permissions.groups().canView(), "The role view-users or manage-users is needed.");
    }

    void requireManage() {
        require(permissions.groups().canManage(), "The role manage-users is needed.");
    }

    /** @param group null when there is none: who may see all of them may know that */
    void requireView(GroupModel group) {
        if (group == null) {
            requireView();
        } else {
            require(permissions.groups().canView(group), "The role view-users or manage-users is needed.");
        }
    }

    /** @param group null when there is none: who may change all of them may know that */
    void requireManage(GroupModel group) {
        if (group == null) {
            requireManage();
        } else {
            require(permissions.groups().canManage(group), "The role manage-users is needed.");
        }
    }

    /**
     * By a rule, of whomever it is about: whoever may say who is in one group may not put all customers there, where others, or
     * the same ones, may manage them.
     */
    void requireManageMembership(GroupModel group) {
        if (group == null) {
            requireManage();
        } else {
            require(permissions.groups().canManageMembership(group), "The role manage-users is needed.");
        }
        requireManageCustomers();
    }

    void requireViewCustomers() {
        require(permissions.users().canView(), "The role view-users or manage-users is needed.");
    }

    void requireManageCustomers() {
        require(permissions.users().canManage(), "The role manage-users is needed.");
    }

    void requireView(UserModel customer) {
        require(permissions.users().canView(customer), "The role view-users or manage-users is needed.");
    }

    void requireManage(UserModel customer) {
        require(permissions.users().canManage(customer), "The role manage-users is needed.");
    }

    private static void require(boolean permitted, String otherwise) {
        if (!permitted) {
            throw Refusal.forbidden(otherwise);
        }
    }

    void refuseQuery() {
        RequestFields.ofQuery(session.getContext().getUri().getQueryParameters())
                .refuseOthers();
    }

    HttpHeaders headers() {
        return session.getContext().getHttpRequest().getHttpHeaders();
    }

    /** The address of what lies below the one that was asked for. */
    URI child(String name) {
        return session.getContext().getUri().getAbsolutePathBuilder().path(name).build();
    }

    /** In the request's own transaction: it commits when the request is answered, and rolls back when it is refused. */
    <T> T call(Work<T> work) {
        return KeycloakTransactions.within(session, work);
    }

    Response once(byte[] body, Supplier<Response> work) {
        return RepeatableWrite.once(session, permissions.adminAuth().getUser().getId(), body, work);
    }

    /**
     * Tells Keycloak's admin events who did what to which resource; never what is in it.
     *
     * @param path below the one that all requests are about
     */
    void record(OperationType operation, String... path) {
        String[] whole = Stream.concat(Stream.of(RESOURCE), Stream.of(path)).toArray(String[]::new);
        adminEvent.operation(operation).resourcePath(whole).success();
    }

    void afterCommit(Runnable work) {
        session.getTransactionManager().enlistAfterCompletion(new AfterCommit(work));
    }
}
