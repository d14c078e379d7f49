package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;

/** The address in the mail is a secret, and the only one who may use it needs no password: what is no such address does nothing. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-3")
class KeepLinkInputsIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Ground ground;
    private LeavingRealm realm;
    private LeavingRealm elsewhere;
    private Leaver who;
    private String erasure;
    private String link;

    KeepLinkInputsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
        elsewhere = new LeavingRealm(ground);
    }

    @AfterAll
    void close() {
        realm.close();
        elsewhere.close();
    }

    @BeforeEach
    void someoneLeaves() {
        who = realm.customer();
        erasure = realm.leaves(who);
        link = realm.shipped().mailTo(who.email()).link();
    }

    private HttpResponse<String> send(String method, String url, String type, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String secret() {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private String withSecret(String other) {
        return link.substring(0, link.lastIndexOf('/') + 1) + other;
    }

    private void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri().toString()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain(who.email(), who.lastName(), "Exception", "org.keycloak");
        assertThat(realm.state(erasure)).isEqualTo("requested");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "' OR '1'='1",
                "'; DROP TABLE SHOP_ERASURE; --",
                "<script>alert(1)</script>",
                "${jndi:ldap://127.0.0.1:1/x}",
                "00000000-0000-0000-0000-000000000000",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "İstanbul ß ſ ﷺ"
            })
    void whatIsNoSecret(String text) throws Exception {
        LogTail log = new LogTail(ground.node());
        String url = withSecret(URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));

        assertRefused(send("GET", url, FORM, ""));
        assertRefused(send("POST", url, FORM, "action=keep"));
        assertThat(log.text()).doesNotContain("Uncaught server error");
    }

    @Test
    void allButTheSecret() throws Exception {
        List<String> wrong = List.of(
                secret().substring(1),
                secret() + "A",
                secret().toLowerCase(Locale.ROOT),
                secret().substring(1) + secret().charAt(0),
                "x".repeat(3000));
        for (String each : wrong) {
            assertRefused(send("POST", withSecret(each), FORM, "action=keep"));
        }
    }

    /** The table has a digest alone: whoever reads that has no link. */
    @Test
    void theDigestIsNoSecret() throws Exception {
        String digest = ground.query("SELECT encode(KEEP_HASH, 'base64') FROM SHOP_ERASURE WHERE ID = ?", erasure)
                .get(0)
                .replace("+", "-")
                .replace("/", "_")
                .replace("=", "");

        assertRefused(send("POST", withSecret(digest), FORM, "action=keep"));
    }

    /** A page of another realm, or a script of another page. */
    @Test
    void otherRealmsAndOtherForms() throws Exception {
        String there = link.replace(realm.shipped().name(), elsewhere.shipped().name());

        assertRefused(send("POST", there, FORM, "action=keep"));
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            assertRefused(send(method, link, FORM, "action=keep"));
        }
        for (String type : List.of("application/json", "text/plain", "multipart/form-data; boundary=x")) {
            assertRefused(send("POST", link, type, "action=keep"));
        }
    }

    /** It is in no cache, is told to no other site, and no other site frames its button. */
    @Test
    void theSecretStaysWhereItIs() throws Exception {
        LogTail log = new LogTail(ground.node());

        HttpResponse<String> page = send("GET", link, FORM, "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("SAMEORIGIN");
        assertThat(page.body()).doesNotContain(who.email(), who.lastName());
        assertThat(log.text()).doesNotContain(secret());
        assertThat(ground.count(
                        "SELECT COUNT(*) FROM EVENT_ENTITY e WHERE REALM_ID = ? AND strpos(e::text, ?) > 0",
                        realm.id(),
                        secret()))
                .isZero();
    }
}
