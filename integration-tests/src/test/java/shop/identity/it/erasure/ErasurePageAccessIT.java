package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Directory;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** Who gets to the page where customers ask to be erased, and who does not. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-1")
class ErasurePageAccessIT {

    private static final String LOGIN_FORM = "kc-form-login";
    private static final String IMPOSSIBLE = "This account cannot be deleted here";

    private final Ground ground;
    private LeavingRealm realm;
    private AskingPage asking;

    ErasurePageAccessIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
        asking = new AskingPage(ground, realm);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    /** Whoever finds a browser that is signed in, or a page that lies open, has to sign in. */
    @Test
    void aLoginOfLongAgoIsNotEnough() throws Exception {
        Leaver who = realm.customer();
        KeycloakNode second = ground.stack().keycloak().node(1);
        second.start(List.of("--spi-realm-restapi-extension--shop-privacy--recent-authentication-seconds=8"));
        try {
            Walk walk = realm.shipped().walkAt(second);
            assertThat(walk.logIn(who.email(), Registration.PASSWORD).isLoggedIn())
                    .isTrue();
            assertThat(walk.openLogin(AskingPage.ACTION).form(AskingPage.FORM)).isNotEmpty();
            Pause.of(Duration.ofSeconds(10));

            Walk.Page login = walk.openLogin(AskingPage.ACTION);
            assertThat(login.form(LOGIN_FORM)).as("the session is too old").isNotEmpty();
            Walk.Page page = AskingPage.signIn(walk, login, who);
            Pause.of(Duration.ofSeconds(10));
            // Looking at it again does not make the login younger.
            page = walk.open(page.url());

            Walk.Page again = AskingPage.confirm(walk, page);
            assertThat(again.form(LOGIN_FORM)).as("the page lay open").isNotEmpty();
            asking.assertUntouched(who);

            page = AskingPage.signIn(walk, again, who);
            assertThat(AskingPage.confirm(walk, page).body()).contains("You are signed out everywhere.");
            assertThat(realm.attributes(who)).containsEntry("shopStatus", List.of("INACTIVE"));
        } finally {
            second.stop();
        }
    }

    /** There, nobody would ask for a recent login. */
    @Test
    void staffCannotPutItUponACustomer() throws Exception {
        Leaver who = realm.customer();
        UserRepresentation user = realm.resource().users().get(who.id()).toRepresentation();
        user.setRequiredActions(List.of("shop-erase-account"));
        realm.resource().users().get(who.id()).update(user);
        Walk walk = realm.shipped().walk();

        assertThat(walk.logIn(who.email(), Registration.PASSWORD).isLoggedIn()).isTrue();

        assertThat(realm.resource().users().get(who.id()).toRepresentation().getRequiredActions())
                .isEmpty();
        assertThat(realm.attributes(who)).doesNotContainKeys("shopStatus", "shopDeletionDue");
    }

    @Test
    void whoMayNotChangeTheOwnAccountMayNotEraseItEither() throws Exception {
        Leaver who = realm.customer();
        List<RoleRepresentation> given =
                realm.resource().users().get(who.id()).roles().realmLevel().listAll();
        realm.resource().users().get(who.id()).roles().realmLevel().remove(given);
        Walk walk = realm.shipped().walk();

        Walk.Page page = AskingPage.open(walk, who);

        assertThat(page.body()).contains(IMPOSSIBLE);
        page = AskingPage.confirm(walk, page);
        assertThat(page.body()).contains(IMPOSSIBLE);
        assertThat(realm.attributes(who)).doesNotContainKeys("shopStatus", "shopDeletionDue");
        assertThat(walk.submit(page.form(AskingPage.FORM), Map.of("cancel-aia", "true"))
                        .url())
                .contains("kc_action_status=cancelled");
    }

    @Test
    void whomADirectoryKeepsIsErasedThere() throws Exception {
        String email = "kept-" + realm.shipped().name() + "@example.com";
        try (Directory directory = new Directory()) {
            directory.add(email);
            String storage = federate(directory);
            try {
                Walk walk = realm.shipped().walk();
                Leaver who = new Leaver("", email, "");

                Walk.Page page = AskingPage.open(walk, who);

                assertThat(page.body()).contains(IMPOSSIBLE);
                assertThat(AskingPage.confirm(walk, page).body()).contains(IMPOSSIBLE);
                String id = ground.customerId(email).orElseThrow();
                assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ERASURE WHERE CUSTOMER_ID = ?", id))
                        .isZero();
            } finally {
                realm.resource().components().component(storage).remove();
            }
        }
    }

    private String federate(Directory directory) {
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        Map.of(
                        "vendor", "other",
                        "connectionUrl", directory.url(),
                        "bindDn", Directory.MANAGER,
                        "bindCredential", Directory.PASSWORD,
                        "usersDn", Directory.PEOPLE,
                        "usernameLDAPAttribute", "uid",
                        "rdnLDAPAttribute", "uid",
                        "uuidLDAPAttribute", "entryUUID",
                        "userObjectClasses", "inetOrgPerson",
                        "editMode", "READ_ONLY")
                .forEach(config::putSingle);
        config.putSingle("pagination", "false");
        config.putSingle("trustEmail", "true");
        ComponentRepresentation ldap = new ComponentRepresentation();
        ldap.setName("directory");
        ldap.setProviderId("ldap");
        ldap.setProviderType("org.keycloak.storage.UserStorageProvider");
        ldap.setParentId(realm.id());
        ldap.setConfig(config);
        try (Response answer = realm.resource().components().add(ldap)) {
            return CreatedResponseUtil.getCreatedId(answer);
        }
    }

    /** The customer goes on to the shop, which learns that nothing came of it. */
    @Test
    void inARealmThatDoesNotTakePartThereIsNoPage() throws Exception {
        assertPassedOver(settings -> settings.setEventsListeners(List.of("jboss-logging")));
    }

    /** As before the pack had the page. */
    @Test
    void norWhereItIsSwitchedOff() throws Exception {
        assertPassedOver(settings -> settings.getRequiredActions().stream()
                .filter(action -> action.getAlias().equals("shop-erase-account"))
                .forEach(action -> action.setEnabled(false)));
    }

    private void assertPassedOver(Consumer<RealmRepresentation> settings) throws Exception {
        try (ShippedRealm other = new ShippedRealm(ground, settings)) {
            UserRepresentation user = AdminApi.person("stays-" + other.name() + "@example.com");
            user.setEmailVerified(true);
            user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
            other.resource().users().create(user).close();

            Walk.Page back = AskingPage.open(other.walk(), new Leaver("", user.getEmail(), ""));

            assertThat(back.isLoggedIn()).isTrue();
            assertThat(back.url()).contains("kc_action_status=error");
        }
    }
}
