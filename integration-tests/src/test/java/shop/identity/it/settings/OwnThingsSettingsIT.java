package shop.identity.it.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.own.OneIssuer;
import shop.identity.it.own.OwnThings;
import shop.identity.it.own.Shopper;
import shop.identity.it.own.Shoppers;
import shop.identity.stack.KeycloakNode;

/** The options of addresses and wishlists. */
@OnGround
class OwnThingsSettingsIT {

    private static final String OPTION = "--spi-shop-customer-part--";

    @TempDir
    private Path folder;

    private final Ground ground;
    private final KeycloakNode node;
    private final LogTail log;

    OwnThingsSettingsIT(Ground ground) {
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
            addresses--limit=0                | addresses: option limit: '0' is no number from 1 to 1000
            addresses--formats-file=/nowhere  | addresses: option formats-file: '/nowhere' cannot be read as JSON
            wishlists--items=5                | wishlists: there is no option items
            """)
    void wrongOptionStopsTheStart(String option, String sentence) {
        node.launch(List.of(OPTION + option));

        assertThat(node.awaitExit(Duration.ofSeconds(60))).isNotZero();
        assertThat(log.linesWith(sentence)).hasSize(1);
        assertThat(log.text()).doesNotContain("\tat shop.identity");
    }

    @Test
    @Tag("CD-2")
    @Tag("CD-3")
    void asSet() throws Exception {
        node.start(List.of(
                OPTION + "addresses--limit=2",
                OPTION + "addresses--formats-file=" + formats(),
                OPTION + "wishlists--limit=1",
                OPTION + "wishlists--items-limit=1"));
        try (ShippedRealm realm = new ShippedRealm(ground, OneIssuer.of(ground))) {
            Shopper who = new Shoppers(ground, realm).shopper();
            OwnThings things = new OwnThings(node, realm.name());
            things.addAddress(who, "one");
            String second = things.addAddress(who, "two");
            String list = things.makeWishlist(who, "List");
            things.putArticle(who, list, "4711");

            assertThat(refusal(() -> things.addAddress(who, "three"))).contains("can have 2 addresses");
            assertThat(refusal(() -> things.makeWishlist(who, "Another"))).contains("can have 1 wishlists");
            assertThat(refusal(() -> things.putArticle(who, list, "4712"))).contains("There can be 1 articles");
            assertThat(refusal(() -> things.changeAddress(who, second, "{\"country\": \"AT\"}")))
                    .contains("\"field\":\"country\"");
        }
    }

    /** With one country, which is enough for the tests' addresses. */
    private String formats() throws IOException {
        return Files.writeString(folder.resolve("all.json"), "{\"ZZ\": {\"require\": \"AC\"}, \"DE\": {}}")
                .toString();
    }

    private static String refusal(Runnable work) {
        try {
            work.run();
            return "";
        } catch (AssertionError refused) {
            return refused.getMessage();
        }
    }
}
