package shop.identity.export;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;
import shop.identity.server.KeycloakTransactions;

/** {@code /admin/realms/{realm}/shop-privacy/exports}: whose data was handed out, when and by whom: the proof. */
public final class ExportRegisterResource {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator permissions;
    private final Exports exports;

    public ExportRegisterResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator permissions, Exports exports) {
        this.session = session;
        this.realm = realm;
        this.permissions = permissions;
        this.exports = exports;
    }

    /** The newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response list() {
        if (!permissions.users().canView()) {
            throw Refusal.forbidden("The role view-users or manage-users is needed.");
        }
        RequestFields query =
                RequestFields.ofQuery(session.getContext().getUri().getQueryParameters());
        int first = query.number("first", 0, Integer.MAX_VALUE).orElse(0);
        int most = query.number("max", 1, LARGEST_PAGE).orElse(USUAL_PAGE);
        query.refuseOthers();
        List<ExportRepresentation> lines = KeycloakTransactions.within(
                        session, connection -> exports.register().ofRealm(connection, realm.getId(), first, most))
                .stream()
                .map(ExportRepresentation::of)
                .toList();
        return Response.ok(lines).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
