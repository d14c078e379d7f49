package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;

/** Customers who come by way of an OpenID provider. */
@OnPath
class BrokerPathsIT {

    private final Ground ground;
    private final Customers customers;
    private OwnRealm providers;
    private OwnRealm realm;
    private ShopIdentityProvider provider;
    private String email;

    BrokerPathsIT(Ground ground, Customers customers) {
        this.ground = ground;
        this.customers = customers;
    }

    @BeforeEach
    void someoneAtAProvider() {
        providers = customers.realm(settings -> {});
        realm = customers.realm(settings -> {});
        provider = new ShopIdentityProvider(providers, ground.node().baseUrl());
        email = customers.address();
        provider.add(email);
    }

    @AfterEach
    void clear() {
        realm.close();
        providers.close();
    }

    @Test
    @DisplayName("first broker login")
    void firstLogin(PathRow path) {
        provider.addTo(realm, false);

        logIn();

        List<CustomerRecord> records = path.tells(id());
        assertThat(records.get(0).data().get("status").asText()).isEqualTo("PENDING");
    }

    /** Keycloak creates the user in one request and takes the provider's word for the address in the next. */
    @Test
    @DisplayName("first broker login, with a provider whose addresses are trusted")
    void firstLoginTrusted(PathRow path) {
        provider.addTo(realm, true);

        logIn();

        List<CustomerRecord> records = path.tells(id());
        assertThat(records.get(2).data().get("to").asText()).isEqualTo("ACTIVE");
    }

    private void logIn() {
        try (BrowserContext context = ground.browser().fresh()) {
            Page page = context.newPage();
            page.navigate(ground.node().baseUrl() + "/realms/" + realm.name() + "/account/");
            page.locator("#social-" + ShopIdentityProvider.ALIAS).click();
            CustomerPages.logIn(page, email);
            PlaywrightAssertions.assertThat(page.locator("#firstName")).isVisible();
        }
    }

    private String id() {
        return ground.query(
                        "SELECT u.ID FROM USER_ENTITY u JOIN REALM r ON r.ID = u.REALM_ID WHERE u.EMAIL = ? AND r.NAME = ?",
                        email,
                        realm.name())
                .get(0);
    }
}
