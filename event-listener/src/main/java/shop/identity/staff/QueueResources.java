package shop.identity.staff;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * {@code /admin/realms/{realm}/<name>} of one queue.
 *
 * @param subject null where the queue is switched off, and there is nothing
 */
public record QueueResources(String name, DeadLettersResource.Subject<?> subject)
        implements AdminRealmResourceProvider {

    @Override
    public Object getResource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator permissions,
            AdminEventBuilder adminEvent) {
        if (subject == null) {
            return null;
        }
        return new QueueResource(new StaffRequest(session, realm, permissions, adminEvent, name), subject);
    }

    @Override
    public void close() {}
}
