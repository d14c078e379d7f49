package shop.identity.erasure.staff;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import shop.identity.erasure.own.PrivacyFactory;
import shop.identity.export.ExportRegisterResource;
import shop.identity.export.StaffExportResource;
import shop.identity.remote.OpenTasksResource;

/** {@code /admin/realms/{realm}/shop-privacy}: what staff do for the privacy of customers. */
public final class StaffPrivacyResource {

    private final PrivacyRequest request;
    private final PrivacyFactory privacy;

    StaffPrivacyResource(PrivacyRequest request, PrivacyFactory privacy) {
        this.request = request;
        this.privacy = privacy;
    }

    @Path("erasures")
    public ErasuresResource erasures() {
        return new ErasuresResource(request, privacy);
    }

    @Path("tasks")
    public OpenTasksResource tasks() {
        return new OpenTasksResource(request.desk(privacy.remote()));
    }

    @Path("exports")
    public ExportRegisterResource exports() {
        return request.register(privacy.exports());
    }

    @Path("customers/{id}/export")
    public StaffExportResource export(@PathParam("id") String id) {
        return request.export(privacy.exports(), id);
    }
}
