package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.own.Shopper;
import shop.identity.it.own.Shoppers;

/** What customers change of their preferences, consents and profile. */
@OnPath
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-1")
@Tag("CD-4")
class OwnDataPathsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Ground ground;
    private ShippedRealm realm;
    private Shoppers shoppers;

    OwnDataPathsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        shoppers = new Shoppers(ground, realm);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private Shopper shopper() throws Exception {
        Shopper who = shoppers.shopper();
        ground.topic().eventually(who.id(), 1);
        return who;
    }

    private void send(String method, String path, Shopper who, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(ground.node().baseUrl() + "/realms/" + realm.name() + path))
                .header("Authorization", who.bearer())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static String fields(CustomerRecord told) {
        return told.data().get("fields").toString();
    }

    @Test
    @DisplayName("customer REST: channels changed")
    void channels(PathRow path) throws Exception {
        Shopper who = shopper();

        send("PATCH", "/shop-customer/me/preferences", who, "{\"channels\": [\"sms\"]}");

        assertThat(fields(path.tellsSince(1, who.id()).get(0))).isEqualTo("[\"channels\"]");
    }

    @Test
    @DisplayName("customer REST: language changed")
    void language(PathRow path) throws Exception {
        Shopper who = shopper();

        send("PATCH", "/shop-customer/me/preferences", who, "{\"language\": \"de\"}");

        assertThat(path.tellsSince(1, who.id()))
                .extracting(OwnDataPathsIT::fields)
                .containsExactly("[\"locale\"]", "[\"language\"]");
    }

    @Test
    @DisplayName("customer REST: preferences sent again as they are")
    void again(PathRow path) throws Exception {
        Shopper who = shopper();

        send("PUT", "/shop-customer/me/preferences", who, "{\"channels\": [\"email\"], \"newsletter\": false}");

        path.tellsSince(1, who.id());
    }

    @Test
    @DisplayName("customer REST: consent given, and withdrawn")
    void consent(PathRow path) throws Exception {
        Shopper who = shopper();

        send(
                "PUT",
                "/shop-customer/me/preferences/consents/marketing",
                who,
                "{\"given\": true, \"textVersion\": \"1\"}");
        send("PUT", "/shop-customer/me/preferences/consents/marketing", who, "{\"given\": false}");

        assertThat(path.tellsSince(1, who.id()))
                .extracting(OwnDataPathsIT::fields)
                .containsOnly("[\"marketing\",\"newsletter\"]");
    }

    @Test
    @DisplayName("customer REST: profile changed")
    void profile(PathRow path) throws Exception {
        Shopper who = shopper();

        send("PATCH", "/shop-customer/me", who, "{\"firstName\": \"Max\"}");

        assertThat(fields(path.tellsSince(1, who.id()).get(0))).isEqualTo("[\"firstName\"]");
    }

    /** As the Account Console does. */
    @Test
    @DisplayName("account REST: language chosen")
    void languageInTheAccountConsole(PathRow path) throws Exception {
        Shopper who = shopper();

        send(
                "POST",
                "/account/",
                who,
                "{\"username\": \"%s\", \"email\": \"%s\", \"firstName\": \"Erika\", \"lastName\": \"Mustermann\", \"attributes\": {\"locale\": [\"de\"]}}"
                        .formatted(who.email(), who.email()));

        assertThat(path.tellsSince(1, who.id()))
                .extracting(OwnDataPathsIT::fields)
                .containsExactly("[\"locale\"]", "[\"language\"]");
    }
}
