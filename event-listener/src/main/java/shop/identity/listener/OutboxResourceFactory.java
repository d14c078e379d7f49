package shop.identity.listener;

import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import shop.identity.backfill.Backfills;
import shop.identity.capture.OptedInRealms;
import shop.identity.outbox.UndeliveredEvents;
import shop.identity.staff.OutboxResource;
import shop.identity.staff.StaffRequest;

/** Puts {@code /admin/realms/{realm}/shop-outbox} together. It is not there when the event listener is switched off. */
public final class OutboxResourceFactory implements AdminRealmResourceProviderFactory {

    private static final String ID = "shop-outbox";

    private final UndeliveredEvents events = new UndeliveredEvents(CustomerEventListenerFactory.QUEUE);
    private final Backfills backfills = new Backfills();
    private final OptedInRealms realms = new OptedInRealms(CustomerEventListenerFactory.ID);
    private CustomerEventListenerFactory listener;

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return new OutboxResources();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        listener = (CustomerEventListenerFactory)
                sessions.getProviderFactory(EventListenerProvider.class, CustomerEventListenerFactory.ID);
    }

    @Override
    public void close() {}

    private final class OutboxResources implements AdminRealmResourceProvider {

        @Override
        public Object getResource(
                KeycloakSession session,
                RealmModel realm,
                AdminPermissionEvaluator permissions,
                AdminEventBuilder adminEvent) {
            if (listener == null) {
                return null;
            }
            StaffRequest request = new StaffRequest(session, realm, permissions, adminEvent, ID);
            return new OutboxResource(request, events, listener::wakeRelay, backfills, realms, listener.isRelayed());
        }

        @Override
        public void close() {}
    }
}
