package shop.identity.listener;

import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;

/**
 * A realm opts in by naming this listener. It does nothing with Keycloak's own events, which are missing on some paths
 * and cannot stop a change: what happened is read from the unit of work instead.
 */
final class CustomerEventListener implements EventListenerProvider {

    @Override
    public void onEvent(Event event) {}

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {}

    @Override
    public void close() {}
}
