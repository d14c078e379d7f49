package shop.identity.it.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.stack.KeycloakNode;

/** What {@link LockoutRaceIT} does, against Keycloak's own protection: for comparison, nothing is promised of it. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("LG-3")
@Tag("long")
class StockRaceIT {

    private final Ground ground;
    private List<KeycloakNode> nodes;
    private ShippedRealm realm;

    StockRaceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void start() {
        ground.node().stop();
        nodes = ground.stack()
                .keycloak()
                .nodesBuiltWith(
                        "keycloak-stock-lockout",
                        List.of(
                                "--spi-brute-force-protector--provider=default-brute-force-detector",
                                "--spi-login-failure--provider=infinispan"));
        nodes.forEach(KeycloakNode::start);
        realm = new ShippedRealm(ground, Guesses::fiveFailuresLock);
    }

    @AfterAll
    void stop() {
        realm.close();
        nodes.forEach(KeycloakNode::stop);
        ground.node().start();
    }

    @ParameterizedTest
    @EnumSource
    void roundAfterRound(Assault.Way way) throws Exception {
        Guesses guesses = new Guesses(ground, realm);
        Assault assault = new Assault(ground, realm, guesses, nodes.get(0), nodes.get(1));
        for (int i = 0; i < LockoutRaceIT.ROUNDS; i++) {
            // As there.
            System.gc();
            String email = guesses.customer();
            Assault.Result result = assault.on(email, way, LockoutRaceIT.MANY);
            System.out.printf(
                    "%d guesses, %s, Keycloak's own protection: %d passwords looked at%n",
                    LockoutRaceIT.MANY, way, result.lookedAt());
            assertThat(result.answers()).noneMatch(Guesses.Answer::isIn);
            assertThat(ground.count("SELECT COUNT(*) FROM SHOP_LOGIN_FAILURE WHERE USER_ID = ?", guesses.id(email)))
                    .as("counted by ours, too")
                    .isZero();
        }
    }
}
