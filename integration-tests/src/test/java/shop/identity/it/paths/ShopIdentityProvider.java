package shop.identity.it.paths;

import java.util.List;
import java.util.Map;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Registration;

/** Another realm, as OpenID provider for the one under test. */
final class ShopIdentityProvider {

    static final String ALIAS = "other";

    private static final String CLIENT = "shop";
    private static final String SECRET = "shop-4711";

    private final OwnRealm realm;
    private final String baseUrl;

    ShopIdentityProvider(OwnRealm realm, String baseUrl) {
        this.realm = realm;
        this.baseUrl = baseUrl;
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(CLIENT);
        client.setSecret(SECRET);
        client.setPublicClient(false);
        client.setRedirectUris(List.of("*"));
        realm.resource().clients().create(client).close();
    }

    void add(String email) {
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        realm.resource().users().create(user).close();
    }

    /** @param trusted whether an address counts as verified because the provider says so */
    void addTo(OwnRealm other, boolean trusted) {
        String oidc = baseUrl + "/realms/" + realm.name() + "/protocol/openid-connect";
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(ALIAS);
        provider.setProviderId("oidc");
        provider.setEnabled(true);
        provider.setTrustEmail(trusted);
        provider.setConfig(Map.of(
                "clientId",
                CLIENT,
                "clientSecret",
                SECRET,
                "clientAuthMethod",
                "client_secret_post",
                "issuer",
                baseUrl + "/realms/" + realm.name(),
                "authorizationUrl",
                oidc + "/auth",
                "tokenUrl",
                oidc + "/token",
                "userInfoUrl",
                oidc + "/userinfo",
                "defaultScope",
                "openid profile email"));
        other.resource().identityProviders().create(provider).close();
    }
}
