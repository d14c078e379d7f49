package shop.identity.traces;

import java.util.List;
import java.util.Map;
import org.keycloak.authorization.AuthorizationProvider;
import org.keycloak.authorization.model.PermissionTicket;
import org.keycloak.authorization.model.Policy;
import org.keycloak.authorization.model.Resource;
import org.keycloak.authorization.store.PermissionTicketStore;
import org.keycloak.authorization.store.PolicyStore;
import org.keycloak.authorization.store.StoreFactory;
import org.keycloak.models.KeycloakSession;

/**
 * What a customer shares with others by user-managed access, under names of the customer's own. Over Keycloak's stores, which
 * forget it in their caches as well: the same that Keycloak does when a user is removed ({@code UserSynchronizer}).
 */
final class SharedResources {

    private static final List<PermissionTicket.FilterOption> PARTS =
            List.of(PermissionTicket.FilterOption.OWNER, PermissionTicket.FilterOption.REQUESTER);

    private SharedResources() {}

    /** Nothing where the feature is off. */
    static void remove(KeycloakSession session, String userId) {
        AuthorizationProvider authorization = session.getProvider(AuthorizationProvider.class);
        if (authorization == null) {
            return;
        }
        StoreFactory stores = authorization.getStoreFactory();
        PermissionTicketStore tickets = stores.getPermissionTicketStore();
        for (PermissionTicket.FilterOption part : PARTS) {
            tickets.find(null, Map.of(part, userId), null, null).forEach(ticket -> tickets.delete(ticket.getId()));
        }
        stores.getResourceStore().findByOwner(null, userId, resource -> {
            withdraw(stores.getPolicyStore(), resource);
            stores.getResourceStore().delete(resource.getId());
        });
    }

    private static void withdraw(PolicyStore policies, Resource resource) {
        for (Policy policy : List.copyOf(policies.findByResource(resource.getResourceServer(), resource))) {
            if (policy.getResources().size() == 1) {
                policies.delete(policy.getId());
            } else {
                policy.removeResource(resource);
            }
        }
    }
}
