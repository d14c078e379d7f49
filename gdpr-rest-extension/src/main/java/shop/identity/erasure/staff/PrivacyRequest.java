package shop.identity.erasure.staff;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.erasure.Party;
import shop.identity.export.ExportRegisterResource;
import shop.identity.export.Exports;
import shop.identity.export.StaffExportResource;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.remote.RemoteErasures;
import shop.identity.remote.TaskDesk;
import shop.identity.request.RepeatableWrite;

/** A request of staff about the privacy of customers. They are asked for what Keycloak asks of whoever looks at users, or deletes them. */
final class PrivacyRequest {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final AdminEventBuilder adminEvent;
    private final String resource;

    PrivacyRequest(
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

    KeycloakSession session() {
        return session;
    }

    RealmModel realm() {
        return realm;
    }

    Party staff() {
        return Party.staff(permissions.adminAuth().getUser().getId());
    }

    /** The register tells of everybody. */
    void requireView() {
        require(permissions.users().canView(), "The role view-users or manage-users is needed.");
    }

    /** @param customer null when there is none: who may see all of them may know that */
    void requireView(UserModel customer) {
        require(
                customer == null
                        ? permissions.users().canView()
                        : permissions.users().canView(customer),
                "The role view-users or manage-users is needed.");
    }

    /** @param customer null when there is none: who may change all of them may know that */
    void requireManage(UserModel customer) {
        require(
                customer == null
                        ? permissions.users().canManage()
                        : permissions.users().canManage(customer),
                "The role manage-users is needed.");
    }

    /** Before anything of the body is looked at. Whether it is this customer is asked once it is known who that is. */
    void requireManageAnybody() {
        require(permissions.users().canManage() || permissions.users().canQuery(), "The role manage-users is needed.");
    }

    private static void require(boolean permitted, String otherwise) {
        if (!permitted) {
            throw Refusal.forbidden(otherwise);
        }
    }

    RequestFields query() {
        return RequestFields.ofQuery(session.getContext().getUri().getQueryParameters());
    }

    /** The address of what lies below the one that was asked for. */
    URI child(String name) {
        return session.getContext().getUri().getAbsolutePathBuilder().path(name).build();
    }

    /** @param customerId whom the answer tells of */
    Response once(byte[] body, String customerId, Supplier<Response> work) {
        String staffId = permissions.adminAuth().getUser().getId();
        return RepeatableWrite.once(session, staffId, customerId, body, work);
    }

    /**
     * Tells Keycloak's admin events who did what to which request; never whose it is.
     *
     * @param path below the one that all requests are about
     */
    void record(OperationType operation, String... path) {
        String[] whole = Stream.concat(Stream.of(resource), Stream.of(path)).toArray(String[]::new);
        adminEvent.operation(operation).resourcePath(whole).success();
    }

    TaskDesk desk(RemoteErasures remote) {
        return new TaskDesk(session, realm, permissions, adminEvent, remote);
    }

    StaffExportResource export(Exports exports, String customerId) {
        return new StaffExportResource(session, realm, permissions, adminEvent, exports, customerId);
    }

    ExportRegisterResource register(Exports exports) {
        return new ExportRegisterResource(session, realm, permissions, exports);
    }
}
