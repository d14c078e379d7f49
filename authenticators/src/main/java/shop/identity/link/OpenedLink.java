package shop.identity.link;

import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.token.Token;

/**
 * Somebody opened a link, or pressed the button on its page.
 *
 * @param token live
 * @param user  its owner, who is a customer in good standing
 * @param form  what was typed; empty when the link was only opened
 */
public record OpenedLink(
        KeycloakSession session, RealmModel realm, Token token, UserModel user, MultivaluedMap<String, String> form) {

    public LinkContext context() {
        return LinkContext.of(token.context());
    }
}
