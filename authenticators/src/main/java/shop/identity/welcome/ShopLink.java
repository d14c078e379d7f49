package shop.identity.welcome;

import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * Where the button of a welcome leads: to the application that the customer came from, if its address is a whole one. One
 * that is relative to this server would be completed from a request, and there is none.
 */
record ShopLink(RealmModel realm) {

    /** @return null when there is none */
    String to(String clientId) {
        ClientModel client = clientId == null ? null : realm.getClientByClientId(clientId);
        if (client == null || client.getBaseUrl() == null) {
            return null;
        }
        String base = client.getBaseUrl();
        String link = base.startsWith("/") && client.getRootUrl() != null ? client.getRootUrl() + base : base;
        return link.startsWith("https://") || link.startsWith("http://") ? link : null;
    }
}
