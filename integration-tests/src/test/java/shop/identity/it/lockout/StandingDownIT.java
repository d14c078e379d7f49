package shop.identity.it.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.stack.KeycloakNode;

/** The second node is built with the two options that {@code docs/configuration.md} names: Keycloak's own protection counts. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-4")
class StandingDownIT {

    private static final List<String> OPTIONS = List.of(
            "--spi-brute-force-protector--provider=default-brute-force-detector",
            "--spi-login-failure--provider=infinispan");

    private final Ground ground;
    private KeycloakNode node;
    private ShippedRealm realm;
    private Guesses guesses;

    StandingDownIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void start() {
        node = ground.stack()
                .keycloak()
                .nodesBuiltWith("keycloak-own-lockout", OPTIONS)
                .get(1);
        node.start();
        realm = new ShippedRealm(ground, Guesses::fiveFailuresLock);
        guesses = new Guesses(ground, realm);
    }

    @AfterAll
    void stop() {
        realm.close();
        node.stop();
    }

    @Test
    void keycloakCountsAndWeDoNot() throws Exception {
        String email = guesses.customer();
        for (int failures = 1; failures <= 4; failures++) {
            guesses.byForm(node, email, Guesses.WRONG);
            awaitFailures(email, failures);
        }
        assertThat(guesses.byForm(node, email, Guesses.RIGHT).isIn()).isTrue();
        awaitFailures(email, 0);
        for (int failures = 1; failures <= 5; failures++) {
            guesses.byGrant(node, email, Guesses.WRONG);
            awaitFailures(email, failures);
        }

        assertThat(guesses.byForm(node, email, Guesses.RIGHT).isRefusal()).isTrue();
        assertThat(guesses.byGrant(node, "nobody@example.com", Guesses.WRONG).isRefusal())
                .isTrue();
        assertThat(guesses.shownToStaffAt(node, email))
                .containsEntry("numFailures", 5)
                .containsEntry("disabled", true);
        assertThat(ground.count("SELECT count(*) FROM SHOP_LOGIN_FAILURE WHERE USER_ID = ?", guesses.id(email)))
                .isZero();
    }

    /** Keycloak writes them after the answer. */
    private void awaitFailures(String email, int count) {
        Awaitility.await("failures of " + email)
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(guesses.shownToStaffAt(node, email)).containsEntry("numFailures", count));
    }
}
