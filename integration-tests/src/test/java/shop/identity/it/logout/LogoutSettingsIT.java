package shop.identity.it.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.logout.LogoutRealm.Tokens;
import shop.identity.stack.KeycloakNode;

/** The options of logouts. */
@OnGround
@Tag("LG-8")
class LogoutSettingsIT {

    private static final String OPTION = "--spi-shop-logout--database--";

    private final Ground ground;
    private final KeycloakNode node;
    private final LogTail log;

    LogoutSettingsIT(Ground ground) {
        this.ground = ground;
        this.node = ground.stack().keycloak().node(1);
        this.log = new LogTail(node);
    }

    @AfterEach
    void stop() {
        node.stop();
    }

    @ParameterizedTest(name = "{0}")
    @Tag("OP-2")
    @CsvSource(delimiter = '|', textBlock = """
            policy=perhaps         | option policy: 'perhaps' is neither retry nor ignore
            policies=retry         | there is no option policies
            """)
    void wrongOptionStopsTheStart(String option, String sentence) {
        node.launch(List.of(OPTION + option));

        assertThat(node.awaitExit(Duration.ofSeconds(60))).isNotZero();
        assertThat(log.linesWith("shop-logout: ")).singleElement().asString().contains(sentence);
        assertThat(log.text()).doesNotContain("\tat shop.identity");
    }

    /** Keycloak's own way: once, while the customer waits. */
    @Test
    void ignoredFailuresAreForgotten() throws Exception {
        try (RelyingParty applications = new RelyingParty();
                LogoutRealm realm = new LogoutRealm(ground, applications)) {
            node.start(List.of(OPTION + "policy=ignore"));
            Tokens tokens = realm.grant(node, realm.shopper(), "openid");
            applications.answer(503);

            assertThat(realm.logOut(node, tokens)).isEqualTo(204);

            assertThat(applications.of(tokens.sid()))
                    .extracting(ToldLogout::status)
                    .containsExactly(503);
            assertThat(ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = 'logout'"))
                    .isZero();
            Pause.of(Duration.ofSeconds(8));
            assertThat(applications.of(tokens.sid())).hasSize(1);
        }
    }
}
