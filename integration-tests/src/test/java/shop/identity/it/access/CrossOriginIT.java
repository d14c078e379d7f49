package shop.identity.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** Pages of a shop, in a browser, that call customers' interfaces from another origin than Keycloak's. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-4")
class CrossOriginIT {

    private static final String ELSEWHERE = "https://elsewhere.example";

    private final Ground ground;
    private final HttpClient http = HttpClient.newHttpClient();
    private Shop shop;
    private String token;

    CrossOriginIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        shop = new Shop(ground);
        token = shop.pageToken(shop.customer());
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(ground.node().baseUrl() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .headers(headers)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String origin) throws Exception {
        return send("GET", "/realms/" + shop.name() + path, "Origin", origin, "Authorization", "Bearer " + token);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/shop-customer/me",
                "/shop-customer/me/addresses/x",
                "/shop-logins/me",
                "/shop-privacy/me/erasure",
                "/shop-privacy/me/export"
            })
    void aBrowserMayAsk(String path) throws Exception {
        HttpResponse<String> answer = send(
                "OPTIONS",
                "/realms/" + shop.name() + path,
                "Origin",
                ELSEWHERE,
                "Access-Control-Request-Method",
                "PATCH",
                "Access-Control-Request-Headers",
                "authorization,if-match,idempotency-key");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(ELSEWHERE);
        assertThat(header(answer, "Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(header(answer, "Access-Control-Allow-Headers"))
                .contains("Authorization", "If-Match", "Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop-customer/me", "/shop-customer/me/preferences", "/shop-logins/me"})
    void thePagesOfTheClientMayRead(String path) throws Exception {
        HttpResponse<String> answer = get(path, Shop.PAGE_ORIGIN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(Shop.PAGE_ORIGIN);
        assertThat(header(answer, "Access-Control-Expose-Headers")).contains("ETag");
    }

    /** Else a page could not say what is wrong. */
    @Test
    void refusalsAsWell() throws Exception {
        HttpResponse<String> answer = get("/shop-customer/me/addresses/none", Shop.PAGE_ORIGIN);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(Shop.PAGE_ORIGIN);
    }

    /** Also that a new login is needed, which the page sees to; with the type of the refusal, which tells it from others. */
    @ParameterizedTest
    @ValueSource(strings = {"/shop-privacy/me/erasure 404", "/shop-privacy/me/export 403"})
    @Tag("GD-8")
    void whatAPageIsToldOfPrivacy(String expected) throws Exception {
        String[] parts = expected.split(" ");

        HttpResponse<String> answer = get(parts[0], Shop.PAGE_ORIGIN);

        assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(parts[1]));
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(Shop.PAGE_ORIGIN);
        assertThat(header(get(parts[0], ELSEWHERE), "Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void othersMayNot() throws Exception {
        HttpResponse<String> answer = get("/shop-customer/me", ELSEWHERE);

        assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/shop-segments", "/shop-privacy/erasures", "/shop-privacy/customers/x/export"})
    void staffsInterfacesAreForNoPage(String path) throws Exception {
        HttpResponse<String> answer = send(
                "OPTIONS",
                "/admin/realms/" + shop.name() + path,
                "Origin",
                ELSEWHERE,
                "Access-Control-Request-Method",
                "GET");

        assertThat(header(answer, "Access-Control-Allow-Headers")).doesNotContain("Idempotency-Key");
    }
}
