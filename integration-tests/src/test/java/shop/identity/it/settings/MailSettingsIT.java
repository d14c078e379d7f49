package shop.identity.it.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.MailFault;

/** The options of the mail queue: what is wrong is said in one sentence, without a letter of a key. */
@OnGround
class MailSettingsIT {

    private static final String OPTION = "--spi-email-sender--shop-mail--";
    private static final String KEY = "dGVsbC1ub2JvZHktNDcxMS10ZWxsLW5vYm9keS00NzE=";
    private static final String NEXT_KEY = "bmV4dC1rZXktbmV4dC1rZXktbmV4dC1rZXktbmV4dC0=";

    private final Ground ground;
    private final KeycloakNode node;
    private final LogTail log;

    MailSettingsIT(Ground ground) {
        this.ground = ground;
        this.node = ground.stack().keycloak().node(1);
        this.log = new LogTail(node);
    }

    @AfterEach
    void stop() {
        ground.mail().setFault(null);
        node.stop();
        if (!ground.node().isAlive()) {
            ground.node().start();
        }
        assertThat(log.text()).doesNotContain("dGVsbC").doesNotContain("tell-nobody");
    }

    @ParameterizedTest(name = "{0}")
    @Tag("OP-2")
    @CsvSource(delimiter = '|', textBlock = """
            encryption-keys=x          | there is no option encryption-keys
            encryption-key=dGVsbC1ub2JvZHk= | option encryption-key: each key has to be 32 bytes in base64
            """)
    void wrongOptionStopsTheStart(String option, String sentence) {
        assertStopsTheStart(option, sentence);
    }

    /** Each a start of the server. */
    @ParameterizedTest(name = "{0}")
    @Tag("long")
    @Tag("OP-2")
    @CsvSource(delimiter = '|', textBlock = """
            worker=perhaps             | option worker: 'perhaps' is neither true nor false
            give-up-hours=0            | option give-up-hours: '0' is no number of hours from 1 to 87840
            encryption-key=tell-nobody | option encryption-key: each key has to be 32 bytes in base64
            """)
    void soDoesEveryOther(String option, String sentence) {
        assertStopsTheStart(option, sentence);
    }

    private void assertStopsTheStart(String option, String sentence) {
        node.launch(List.of(OPTION + option));

        assertThat(node.awaitExit(Duration.ofSeconds(60))).isNotZero();
        assertThat(log.linesWith("shop-mail: ")).singleElement().asString().contains(sentence);
        assertThat(log.text()).doesNotContain("\tat shop.identity");
    }

    /** The new key in front of the old one: what waits is still sent. A node without a worker leaves mails to others. */
    @Test
    @Tag("ML-3")
    @Tag("OP-4")
    void mailsOutliveAChangeOfTheGivenKey() {
        String first = "ms-" + UUID.randomUUID() + "@example.com";
        String second = "ms-" + UUID.randomUUID() + "@example.com";
        assertThat(Base64.getDecoder().decode(KEY)).hasSize(32);
        ground.node().stop();
        node.start(List.of(OPTION + "encryption-key=" + KEY, OPTION + "worker=false"));
        ask(first);
        assertThat(keysOf(first)).singleElement().asString().startsWith("option:");
        node.stop();
        assertThat(ground.mail().messagesTo(first)).isEmpty();
        ground.mail().setFault(MailFault.away());

        node.start(List.of(OPTION + "encryption-key=" + NEXT_KEY + "," + KEY));
        ask(second);

        assertThat(keysOf(second)).isNotEqualTo(keysOf(first));
        ground.mail().setFault(null);
        for (String email : List.of(first, second)) {
            Awaitility.await("the mail")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> ground.mail().messagesTo(email).size() == 1);
        }
    }

    private List<String> keysOf(String email) {
        return ground.query(
                "SELECT KEY_ID FROM SHOP_MAIL WHERE USER_ID = ?",
                ground.customerId(email).orElseThrow());
    }

    private void ask(String email) {
        try (AdminApi admin = ground.adminAt(node)) {
            String id = admin.create(AdminApi.person(email));
            admin.customer(id).executeActionsEmail(List.of("UPDATE_PASSWORD"));
        }
    }
}
