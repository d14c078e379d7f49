package shop.identity.erasure.staff;

import jakarta.ws.rs.Path;
import shop.identity.erasure.own.PrivacyFactory;

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
        return new ErasuresResource(request, privacy.erasures(), privacy.options());
    }
}
