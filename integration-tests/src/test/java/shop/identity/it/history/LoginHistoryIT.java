package shop.identity.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ProviderRealm;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.ground.Walk;
import shop.identity.it.history.Logins.Customer;

/** Every login of a customer is kept, in its own transaction; and what is none is not. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-8")
class LoginHistoryIT {

    private final Ground ground;
    private ShippedRealm realm;
    private Logins logins;

    LoginHistoryIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        logins = new Logins(ground, realm);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @Test
    void byFormAndByGrantWithTimeAndNetwork() throws Exception {
        Customer customer = logins.customer();
        Instant before = Instant.now();

        assertThat(logins.byForm(customer).isLoggedIn()).isTrue();
        assertThat(logins.byGrant(customer).status()).isEqualTo(200);

        assertThat(logins.kept(customer.id()))
                .containsExactly("form storefront 127.0.0.1", "direct-grant admin-cli 127.0.0.1");
        assertThat(logins.last(customer.id())).containsExactly("127.0.0.1 t");
        assertThat(ground.query("SELECT EXTRACT(EPOCH FROM MADE_AT) FROM SHOP_LOGIN WHERE USER_ID = ?", customer.id()))
                .allSatisfy(seconds -> assertThat(Double.parseDouble(seconds))
                        .isBetween(before.toEpochMilli() / 1000.0, Instant.now().toEpochMilli() / 1000.0));
    }

    @Test
    void byAnIdentityProviderTheFirstTimeAndLater() throws Exception {
        String email = "from-elsewhere-" + UUID.randomUUID() + "@example.com";
        try (ProviderRealm provider = new ProviderRealm(ground, ground.node())) {
            provider.addTo(realm);
            provider.add(email);

            for (int i = 0; i < 2; i++) {
                Walk.Page page = provider.logIn(realm.walk(), email);
                assertThat(page.isLoggedIn()).as(page.toString()).isTrue();
            }

            String id =
                    realm.resource().users().searchByEmail(email, true).get(0).getId();
            assertThat(logins.kept(id))
                    .containsExactly(
                            "identity-provider elsewhere storefront 127.0.0.1",
                            "identity-provider elsewhere storefront 127.0.0.1");
        } finally {
            realm.resource().identityProviders().get(ProviderRealm.ALIAS).remove();
        }
    }

    /** A page of another application, a code and a refreshed token show nothing anew; a wrong password does not either. */
    @Test
    void whatIsNoLoginIsNotKept() throws Exception {
        Customer customer = logins.customer();
        TokenEndpoint tokens = new TokenEndpoint(ground.node(), realm.name());
        Walk walk = realm.walk();
        Walk.Page page = walk.logIn(customer.email(), Registration.PASSWORD);

        TokenEndpoint.Answer codeToToken = tokens.code(page);
        assertThat(codeToToken.status()).isEqualTo(200);
        assertThat(tokens.refresh("storefront", codeToToken.refreshToken()).status())
                .isEqualTo(200);
        assertThat(walk.login().isLoggedIn()).isTrue();
        assertThat(walk.login().isLoggedIn()).isTrue();
        assertThat(tokens.password(customer.email(), "not-this-one").status()).isNotEqualTo(200);

        assertThat(logins.kept(customer.id())).containsExactly("form storefront 127.0.0.1");
    }

    /** Whoever is signed in already and still has to show it is. */
    @Test
    void signingInAnewInTheSameBrowserIsALogin() throws Exception {
        Customer customer = logins.customer();
        Walk walk = realm.walk();
        walk.logIn(customer.email(), Registration.PASSWORD);
        assertThat(walk.login().isLoggedIn()).isTrue();

        Walk.Page again = walk.submit(
                walk.openLogin("&prompt=login").form("kc-form-login"),
                Map.of("username", customer.email(), "password", Registration.PASSWORD));

        assertThat(again.isLoggedIn()).isTrue();
        assertThat(logins.kept(customer.id())).hasSize(2);
    }

    @Test
    void aClientsServiceAccountIsNotKept() throws Exception {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("warehouse");
        client.setSecret("warehouse-4711");
        client.setServiceAccountsEnabled(true);
        try (Response answer = realm.resource().clients().create(client)) {
            assertThat(answer.getStatus()).isEqualTo(201);
        }

        assertThat(new TokenEndpoint(ground.node(), realm.name())
                        .client("warehouse", "warehouse-4711")
                        .status())
                .isEqualTo(200);

        String id =
                realm.resource().clients().findByClientId("warehouse").get(0).getId();
        assertThat(logins.rows(realm.resource()
                        .clients()
                        .get(id)
                        .getServiceAccountUser()
                        .getId()))
                .isZero();
    }

    /** What cannot be written down did not happen; and what did not happen is not written down. */
    @Test
    void aLoginThatCannotBeKeptIsNone() throws Exception {
        Customer customer = logins.customer();
        ground.execute(
                "ALTER TABLE SHOP_LAST_LOGIN ADD CONSTRAINT CK_NOBODY CHECK (USER_ID <> '" + customer.id() + "')");
        try {
            Walk.Page page = logins.byForm(customer);
            TokenEndpoint.Answer answer = logins.byGrant(customer);

            assertThat(page.isLoggedIn()).isFalse();
            assertThat(page.status()).isEqualTo(500);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("access_token");
            assertThat(logins.rows(customer.id())).isZero();
            assertThat(realm.resource().users().get(customer.id()).getUserSessions())
                    .isEmpty();
        } finally {
            ground.execute("ALTER TABLE SHOP_LAST_LOGIN DROP CONSTRAINT CK_NOBODY");
        }
        assertThat(logins.byGrant(customer).status()).isEqualTo(200);
        assertThat(logins.kept(customer.id())).hasSize(1);
    }

    @Test
    void nothingIsLeftOfACustomerWhoIsRemoved() throws Exception {
        Customer customer = logins.customer();
        Customer other = logins.customer();
        logins.byGrant(customer);
        logins.byGrant(other);

        realm.resource().users().delete(customer.id()).close();

        assertThat(logins.rows(customer.id())).isZero();
        assertThat(logins.rows(other.id())).isEqualTo(2);
    }

    @Test
    void nothingIsLeftOfARealmThatIsRemoved() throws Exception {
        String removed;
        Customer customer;
        try (ShippedRealm gone = new ShippedRealm(ground, ShippedRealm::hashesCheaply)) {
            removed = gone.resource().toRepresentation().getId();
            Logins there = new Logins(ground, gone);
            customer = there.customer();
            assertThat(there.byGrant(customer).status()).isEqualTo(200);
            assertThat(there.rows(customer.id())).isEqualTo(2);
        }

        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_LOGIN WHERE REALM_ID = ?", removed))
                .isZero();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_LAST_LOGIN WHERE REALM_ID = ?", removed))
                .isZero();
    }

    @Test
    void aRealmThatDoesNotTakePartIsLeftAlone() throws Exception {
        try (ShippedRealm stranger = new ShippedRealm(ground, LoginHistoryIT::doesNotTakePart)) {
            Logins there = new Logins(ground, stranger);
            Customer customer = there.customer();

            assertThat(there.byGrant(customer).status()).isEqualTo(200);

            assertThat(there.rows(customer.id())).isZero();
        }
    }

    private static void doesNotTakePart(RealmRepresentation realm) {
        realm.setEventsListeners(List.of("jboss-logging"));
    }

    /** The option {@code login-events} is off here. */
    @Test
    void loginsAreNotToldUnlessAskedFor() throws Exception {
        Customer customer = logins.customer();

        logins.byForm(customer);

        assertThat(ground.topic().settled(customer.id(), 1))
                .extracting(CustomerRecord::type)
                .containsExactly("customer.created");
    }
}
