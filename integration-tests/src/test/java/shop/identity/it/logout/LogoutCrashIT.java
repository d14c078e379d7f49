package shop.identity.it.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.logout.LogoutRealm.Shopper;
import shop.identity.it.logout.LogoutRealm.Tokens;
import shop.identity.stack.KeycloakNode;

/**
 * PostgreSQL dies right after a logout was answered. Keycloak takes a transaction of nothing but sessions for one that need
 * not be durable; PostgreSQL is told to take its time with all of them, so that none brings another one to the disk.
 */
@OnGround
@Tag("LG-8")
class LogoutCrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Ground ground;

    LogoutCrashIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void takeTime() {
        ground.executeAsSuperuser("ALTER SYSTEM SET synchronous_commit = off");
        ground.executeAsSuperuser("ALTER SYSTEM SET wal_writer_delay = '10s'");
        ground.executeAsSuperuser("ALTER SYSTEM SET wal_writer_flush_after = '1GB'");
        ground.executeAsSuperuser("SELECT pg_reload_conf()");
    }

    @AfterEach
    void restore() {
        ground.executeAsSuperuser("ALTER SYSTEM RESET ALL");
        ground.executeAsSuperuser("SELECT pg_reload_conf()");
    }

    /** At a node that tells nobody: the first try of one that does would bring what was committed before it to the disk. */
    @Test
    void answeredLogoutIsToldAfterwards() throws Exception {
        KeycloakNode silent = ground.stack().keycloak().node(1);
        try (RelyingParty applications = new RelyingParty();
                LogoutRealm realm = new LogoutRealm(ground, applications)) {
            Shopper shopper = realm.shopper();
            silent.start(List.of("--spi-shop-logout--database--worker=false"));
            ground.node().stop();
            Tokens tokens = realm.grant(silent, shopper, "openid");
            Pause.of(Duration.ofMillis(500));

            int answer = realm.logOut(silent, tokens);
            ground.postgres().crash();

            assertThat(answer).isEqualTo(204);
            ground.postgres().start();
            ground.node().start();
            Awaitility.await("the application takes the logout")
                    .atMost(PATIENCE)
                    .until(() -> applications.of(tokens.sid()).stream().anyMatch(told -> told.status() == 200));
            assertThat(realm.refresh(ground.node(), LogoutRealm.APP, tokens).status())
                    .isEqualTo(400);
        } finally {
            silent.stop();
            if (!ground.node().isAlive()) {
                ground.node().start();
            }
        }
    }
}
