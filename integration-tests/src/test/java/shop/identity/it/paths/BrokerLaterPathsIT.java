package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.Ground;

/** A customer who comes back by an identity provider: another realm of the server. */
@OnPath
class BrokerLaterPathsIT {

    private static final String ALIAS = "elsewhere";

    private final Ground ground;
    private final Customers customers;
    private LoginRealm provider;
    private LoginRealm realm;

    BrokerLaterPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void open() {
        provider = new LoginRealm(ground, customers.admin(), settings -> {});
        realm = new LoginRealm(ground, customers.admin(), settings -> {});
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("shop");
        client.setSecret("elsewhere-4711");
        client.setRedirectUris(List.of(realm.url() + "/broker/" + ALIAS + "/endpoint"));
        try (Response answer = provider.resource().clients().create(client)) {
            assertThat(answer.getStatus()).isEqualTo(201);
        }
        try (Response answer = realm.resource().identityProviders().create(identityProvider())) {
            assertThat(answer.getStatus()).isEqualTo(201);
        }
    }

    private IdentityProviderRepresentation identityProvider() {
        IdentityProviderRepresentation representation = new IdentityProviderRepresentation();
        representation.setAlias(ALIAS);
        representation.setProviderId("oidc");
        representation.setEnabled(true);
        String protocol = provider.url() + "/protocol/openid-connect/";
        representation.setConfig(Map.of(
                "authorizationUrl", protocol + "auth",
                "tokenUrl", protocol + "token",
                "userInfoUrl", protocol + "userinfo",
                "clientId", "shop",
                "clientSecret", "elsewhere-4711",
                "clientAuthMethod", "client_secret_post",
                "defaultScope", "openid profile email",
                "syncMode", "FORCE"));
        return representation;
    }

    @AfterEach
    void close() {
        realm.close();
        provider.close();
    }

    @Test
    @DisplayName("identity provider: later login, with a profile changed over there")
    @Tag("EV-3")
    void laterLogin(PathRow path) {
        String email = customers.address();
        String elsewhere = provider.customer(email, user -> {});
        logIn(email);
        String id = realm.resource().users().searchByEmail(email, true).get(0).getId();
        ground.topic().eventually(id, 1);
        UserRepresentation user = provider.resource().users().get(elsewhere).toRepresentation();
        user.setLastName("Musterfrau");
        provider.resource().users().get(elsewhere).update(user);

        logIn(email);

        assertThat(path.tellsSince(1, id).get(0).data().get("fields").toString())
                .isEqualTo("[\"lastName\"]");
    }

    private void logIn(String email) {
        try (BrowserContext browser = ground.browser().fresh()) {
            Page page = browser.newPage();
            page.navigate(realm.url() + "/account/");
            page.locator("#social-" + ALIAS).click();
            page.waitForURL(url -> url.startsWith(provider.url()));
            CustomerPages.logIn(page, email);
            page.waitForURL(url -> url.startsWith(realm.url() + "/account"));
        }
    }
}
