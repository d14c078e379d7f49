package shop.identity.it.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.Walk;
import shop.identity.it.logout.LogoutRealm.Shopper;
import shop.identity.it.logout.LogoutRealm.Tokens;

/** Who is suspended, on whatever path, is out: at once, everywhere, and the applications hear of it. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-8")
class SuspensionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private final Ground ground;
    private final RelyingParty applications = new RelyingParty();
    private LogoutRealm realm;

    SuspensionIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new LogoutRealm(ground, applications, shipped -> {
            shipped.setPermanentLockout(true);
            shipped.setMaxTemporaryLockouts(0);
            shipped.setFailureFactor(5);
            shipped.setQuickLoginCheckMilliSeconds(0L);
        });
    }

    @AfterAll
    void close() {
        realm.close();
        applications.close();
    }

    @BeforeEach
    void behave() {
        applications.answer();
    }

    private UserResource user(Shopper shopper) {
        return realm.shipped().resource().users().get(shopper.id());
    }

    private void setEnabled(Shopper shopper, boolean enabled) {
        UserRepresentation user = user(shopper).toRepresentation();
        user.setEnabled(enabled);
        user(shopper).update(user);
    }

    private String app() {
        return realm.shipped()
                .resource()
                .clients()
                .findByClientId(LogoutRealm.APP)
                .get(0)
                .getId();
    }

    private void awaitNoSessions(Shopper shopper) {
        String app = app();
        Awaitility.await("no sessions")
                .atMost(PATIENCE)
                .until(() -> user(shopper).getUserSessions().isEmpty()
                        && user(shopper).getOfflineSessions(app).isEmpty());
        assertThat(ground.count("SELECT COUNT(*) FROM OFFLINE_USER_SESSION WHERE USER_ID = ?", shopper.id()))
                .isZero();
    }

    private void awaitTaken(String sid) {
        Awaitility.await("the application takes the logout")
                .atMost(PATIENCE)
                .until(() -> applications.of(sid).stream().anyMatch(each -> each.status() == 200));
    }

    private void assertTakenOnce(Tokens... sessions) {
        for (Tokens each : sessions) {
            awaitTaken(each.sid());
        }
        Pause.of(A_WHILE);
        for (Tokens each : sessions) {
            assertThat(applications.of(each.sid()))
                    .filteredOn(told -> told.status() == 200)
                    .hasSize(1);
        }
    }

    @Test
    void suspendedByStaff() throws Exception {
        Shopper shopper = realm.shopper();
        Walk walk = realm.shipped().walk();
        Tokens browser = realm.logIn(ground.node(), walk, shopper);
        Tokens online = realm.grant(ground.node(), shopper, "openid");
        Tokens offline = realm.grant(ground.node(), shopper, "openid offline_access");
        assertThat(realm.refresh(ground.node(), LogoutRealm.APP, offline).status())
                .isEqualTo(200);
        assertThat(walk.login().isLoggedIn()).isTrue();
        Tokens both = realm.stayLoggedIn(ground.node(), walk);
        assertThat(both.sid()).isEqualTo(browser.sid());
        applications.answer(503, RelyingParty.SILENCE, 503, RelyingParty.SILENCE);

        setEnabled(shopper, false);

        assertThat(realm.refresh(ground.node(), LogoutRealm.STOREFRONT, browser).status())
                .isEqualTo(400);
        assertThat(realm.refresh(ground.node(), LogoutRealm.APP, online).status())
                .isEqualTo(400);
        assertThat(realm.refresh(ground.node(), LogoutRealm.APP, offline).status())
                .isEqualTo(400);
        assertThat(realm.refresh(ground.node(), LogoutRealm.STOREFRONT, both).status())
                .isEqualTo(400);
        assertThat(walk.login().isLoggedIn()).isFalse();
        awaitNoSessions(shopper);
        assertTakenOnce(browser, online, offline);

        setEnabled(shopper, true);
        assertThat(walk.login().isLoggedIn()).isFalse();
        assertThat(realm.refresh(ground.node(), LogoutRealm.APP, offline).status())
                .isEqualTo(400);
    }

    /** Keycloak says whom it could not sign out somewhere: by address. */
    @Test
    void noAddressInTheLog() throws Exception {
        LogTail log = new LogTail(ground.node());
        Shopper shopper = realm.shopper();
        Tokens tokens = realm.grant(ground.node(), shopper, Registration.PASSWORD, LogoutRealm.FRONT, "openid");

        setEnabled(shopper, false);

        awaitNoSessions(shopper);
        Pause.of(A_WHILE);
        assertThat(applications.of(tokens.sid())).isEmpty();
        assertThat(log.text()).doesNotContain(shopper.email());
    }

    /** The account is disabled by Keycloak's protection: no staff, no admin REST. */
    @Test
    void lockedForGood() throws Exception {
        Shopper shopper = realm.shopper();
        Tokens tokens = realm.grant(ground.node(), shopper, "openid");

        for (int i = 0; i < 5; i++) {
            realm.grant(ground.node(), shopper, "not-this-one-either", LogoutRealm.APP, "openid");
        }

        Awaitility.await("disabled")
                .atMost(PATIENCE)
                .until(() -> !user(shopper).toRepresentation().isEnabled());
        awaitNoSessions(shopper);
        assertTakenOnce(tokens);
    }

    /** What began before it came to be; who logs in again at once stays. */
    @Test
    void customerWhoIsLetInAgainStaysIn() throws Exception {
        Shopper shopper = realm.shopper();
        Tokens before = realm.grant(ground.node(), shopper, "openid");
        setEnabled(shopper, false);
        awaitNoSessions(shopper);

        setEnabled(shopper, true);
        Pause.of(Duration.ofSeconds(1));
        Tokens after = realm.grant(ground.node(), shopper, "openid");

        awaitNothingToEnd();
        assertThat(realm.refresh(ground.node(), LogoutRealm.APP, after).status())
                .isEqualTo(200);
        assertThat(applications.of(after.sid())).isEmpty();
        assertTakenOnce(before);
    }

    private void awaitNothingToEnd() {
        Awaitility.await("settled")
                .atMost(PATIENCE)
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = 'sessions'") == 0);
    }

    /** Left by a login that was under way when its customer was suspended: it is not to come alive again. */
    @Test
    void sessionThatWasOverlookedEndsWhenItsCustomerIsLetInAgain() throws Exception {
        Shopper shopper = realm.shopper();
        Tokens tokens;
        try (Connection lanes = lanesHeld()) {
            setEnabled(shopper, false);
            tokens = overlooked(shopper);
            lanes.rollback();
        }
        assertThat(user(shopper).getUserSessions()).hasSize(1);

        setEnabled(shopper, true);

        awaitNothingToEnd();
        assertThat(realm.refresh(ground.node(), LogoutRealm.APP, tokens).status())
                .isEqualTo(400);
        assertTakenOnce(tokens);
    }

    /** The session that a customer has, as if the worker had been there before it. */
    private Tokens overlooked(Shopper shopper) throws Exception {
        ground.execute("UPDATE USER_ENTITY SET ENABLED = TRUE WHERE ID = '" + shopper.id() + "'");
        ground.execute("DELETE FROM SHOP_SESSION_END WHERE USER_ID = '" + shopper.id() + "'");
        realm.shipped().resource().clearUserCache();
        Tokens tokens = realm.grant(ground.node(), shopper, "openid");
        ground.execute("UPDATE USER_ENTITY SET ENABLED = FALSE WHERE ID = '" + shopper.id() + "'");
        realm.shipped().resource().clearUserCache();
        Pause.of(Duration.ofSeconds(1));
        return tokens;
    }

    /** No worker gets at the ends of sessions as long as this is open. */
    private Connection lanesHeld() throws Exception {
        Connection connection = ground.postgres().connect();
        connection.setAutoCommit(false);
        Awaitility.await("all lanes are free").atMost(PATIENCE).until(() -> {
            connection.rollback();
            return connection
                            .createStatement()
                            .executeUpdate("UPDATE SHOP_QUEUE_LANE SET OWNER = OWNER WHERE QUEUE = 'sessions'"
                                    + " AND (OWNER IS NULL OR LEASED_UNTIL < clock_timestamp())")
                    == 64;
        });
        return connection;
    }

    @Test
    void nodeThatDiesBeforeItEndedTheSessions() throws Exception {
        Shopper shopper = realm.shopper();
        Tokens online = realm.grant(ground.node(), shopper, "openid");
        Tokens offline = realm.grant(ground.node(), shopper, "openid offline_access");
        try (Connection lanes = lanesHeld()) {
            setEnabled(shopper, false);
            assertThat(waitingEnds(shopper)).hasSize(1);
            assertThat(user(shopper).getUserSessions()).isNotEmpty();
            ground.node().kill();
            lanes.rollback();
        } finally {
            if (!ground.node().isAlive()) {
                ground.node().start();
            }
        }

        awaitNoSessions(shopper);
        assertTakenOnce(online, offline);
        assertThat(waitingEnds(shopper)).isEmpty();
    }

    private List<String> waitingEnds(Shopper shopper) {
        return ground.query("SELECT ID FROM SHOP_SESSION_END WHERE USER_ID = ?", shopper.id());
    }

    /** An application that is silent keeps the logout in a worker's hands: the node dies with it. */
    @Test
    void nodeThatDiesWhileItTellsAnApplication() throws Exception {
        Tokens tokens = realm.grant(ground.node(), realm.shopper(), "openid");
        applications.answer(RelyingParty.SILENCE);
        realm.logOut(ground.node(), tokens);
        Awaitility.await("the application is asked")
                .atMost(PATIENCE)
                .until(() -> applications.of(tokens.sid()).size() == 1);

        ground.node().kill();
        ground.node().start();

        assertTakenOnce(tokens);
    }
}
