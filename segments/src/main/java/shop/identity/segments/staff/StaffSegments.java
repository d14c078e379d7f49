package shop.identity.segments.staff;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** The way in for requests of staff. */
public final class StaffSegments {

    private StaffSegments() {}

    public static SegmentsResource resource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent,
            SegmentRooms rooms) {
        return new SegmentsResource(new SegmentRequest(session, realm, permissions, adminEvent), rooms);
    }
}
