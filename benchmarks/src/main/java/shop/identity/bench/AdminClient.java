package shop.identity.bench;

import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.UsersResource;
import shop.identity.stack.Stack;

/** Staff of the realm at the first node. */
public final class AdminClient implements AutoCloseable {

    private final Keycloak keycloak;

    public AdminClient(Stack stack) {
        keycloak = KeycloakBuilder.builder()
                .serverUrl(stack.keycloak().node(0).baseUrl())
                .realm("master")
                .clientId("admin-cli")
                .grantType(OAuth2Constants.PASSWORD)
                .username(Stack.ADMIN)
                .password(Stack.ADMIN)
                .build();
    }

    UsersResource users() {
        return keycloak.realm(Stack.REALM).users();
    }

    /** For a request that the client library knows nothing of; good for a few seconds at least. */
    public String token() {
        return keycloak.tokenManager().getAccessTokenString();
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
