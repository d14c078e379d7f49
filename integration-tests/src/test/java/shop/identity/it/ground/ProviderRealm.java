package shop.identity.it.ground;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.stack.KeycloakNode;

/** Another realm of the server, which the shop's realm takes for an identity provider. It does not take part itself. */
public final class ProviderRealm implements AutoCloseable {

    public static final String ALIAS = "elsewhere";

    private static final String SECRET = "elsewhere-4711";

    private final String name = "provider-" + UUID.randomUUID();
    private final AdminApi admin;
    private final KeycloakNode node;

    /** @param node where customers meet it */
    public ProviderRealm(Ground ground, KeycloakNode node) {
        this.admin = ground.admin();
        this.node = node;
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("shop");
        client.setSecret(SECRET);
        client.setRedirectUris(List.of("*"));
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm(name);
        realm.setEnabled(true);
        realm.setClients(List.of(client));
        RealmKey.useIn(realm);
        admin.keycloak().realms().create(realm);
    }

    private RealmResource resource() {
        return admin.keycloak().realm(name);
    }

    /** Somebody who is known there. */
    public void add(String email) {
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        resource().users().create(user).close();
    }

    /** Its word for an address is taken. */
    public void addTo(ShippedRealm realm) {
        String protocol = node.baseUrl() + "/realms/" + name + "/protocol/openid-connect/";
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(ALIAS);
        provider.setProviderId("oidc");
        provider.setEnabled(true);
        provider.setTrustEmail(true);
        provider.setConfig(Map.of(
                "authorizationUrl",
                protocol + "auth",
                "tokenUrl",
                protocol + "token",
                "userInfoUrl",
                protocol + "userinfo",
                "clientId",
                "shop",
                "clientSecret",
                SECRET,
                "clientAuthMethod",
                "client_secret_post",
                "defaultScope",
                "openid profile email"));
        realm.resource().identityProviders().create(provider).close();
    }

    /** From the shop's login page, over the provider's, and back. */
    public Walk.Page logIn(Walk walk, String email) throws IOException, InterruptedException {
        String login =
                walk.open(walk.login().link("/broker/" + ALIAS + "/login")).form("kc-form-login");
        return walk.submit(login, Map.of("username", email, "password", Registration.PASSWORD));
    }

    @Override
    public void close() {
        resource().remove();
        admin.close();
    }
}
