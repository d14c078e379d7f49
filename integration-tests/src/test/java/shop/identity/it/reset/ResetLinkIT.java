package shop.identity.it.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.reset.ForgetfulCustomers.NEW_PASSWORD;
import static shop.identity.it.reset.ForgetfulCustomers.newAddress;
import static shop.identity.it.reset.ForgetfulCustomers.reset;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.CredentialRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** Links that work, that do not work any more, and that never did. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResetLinkIT {

    private static final Map<String, String> FORM =
            Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD);

    private final Ground ground;
    private ShippedRealm realm;
    private ForgetfulCustomers customers;

    ResetLinkIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
        customers = new ForgetfulCustomers(ground, realm);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private void refuses(String link, String title) throws Exception {
        Walk walk = realm.walk();
        for (Walk.Page page : List.of(walk.open(link), walk.submit(link, FORM))) {
            assertThat(page.status()).isEqualTo(400);
            assertThat(page.body()).contains("id=\"shop-reason\"").contains(title);
        }
    }

    @Test
    @Tag("PW-1")
    @Tag("VF-3")
    void lookingAtThePageChangesNothing() throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        String link = customers.linkTo(email, 1);
        try (var open = new Scanner(link)) {
            for (int i = 0; i < 5; i++) {
                assertThat(open.status("GET")).isEqualTo(200);
                assertThat(open.status("HEAD")).isEqualTo(200);
            }
        }
        assertThat(customers.tokenState(id)).isEqualTo("live");
        assertThat(realm.walk().open(link).body()).doesNotContain(email);

        assertThat(reset(realm.walk(), link, NEW_PASSWORD).body()).contains("shop-done");
    }

    /** Opens whatever stands in a mail. */
    private record Scanner(HttpClient http, String link) implements AutoCloseable {

        private Scanner(String link) {
            this(HttpClient.newHttpClient(), link);
        }

        private int status(String method) throws Exception {
            return http.send(
                            HttpRequest.newBuilder(URI.create(link))
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }

        @Override
        public void close() {}
    }

    @Test
    @Tag("PW-1")
    void aUsedLinkIsOfNoUse() throws Exception {
        String email = newAddress();
        customers.create(email);
        String link = customers.linkTo(email, 1);
        reset(realm.walk(), link, NEW_PASSWORD);

        refuses(link, "This link was used already");
    }

    @Test
    @Tag("PW-1")
    void aSecondLinkVoidsTheFirst() throws Exception {
        String email = newAddress();
        customers.create(email);
        String first = customers.linkTo(email, 1);
        String second = customers.linkTo(email, 2);

        refuses(first, "There is a newer link");
        assertThat(reset(realm.walk(), second, NEW_PASSWORD).body()).contains("shop-done");
    }

    @Test
    @Tag("PW-1")
    void anExpiredLinkOffersANewOne() throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        String link = customers.linkTo(email, 1);
        assertThat(ground.count(
                        "SELECT ROUND(EXTRACT(EPOCH FROM EXPIRES_AT - CREATED_AT) / 60) FROM SHOP_TOKEN WHERE USER_ID = ?",
                        id))
                .isEqualTo(60);
        ground.execute("UPDATE SHOP_TOKEN SET EXPIRES_AT = now() - interval '1 second' WHERE USER_ID = '" + id + "'");
        refuses(link, "This link has expired");

        Walk walk = realm.walk();
        Walk.Page renewed = walk.submit(walk.open(link).form("shop-renew-form"), Map.of("action", "renew"));

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(reset(realm.walk(), realm.mailTo(email, 2).link(), NEW_PASSWORD)
                        .body())
                .contains("shop-done");
    }

    @Test
    @Tag("PW-1")
    void whatIsNoLinkOfThisRealmGetsAPage() throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        String link = customers.linkTo(email, 1);
        String unknown = link.substring(0, link.length() - 43) + "A".repeat(43);
        refuses(unknown, "This link does not work");
        refuses(link.substring(0, link.length() - 1), "This link does not work");
        refuses(unknown + "%00%FF", "This link does not work");
        refuses(unknown + "A".repeat(3000), "This link does not work");
        try (ShippedRealm foreign = new ShippedRealm(ground)) {
            refuses(link.replace(realm.name(), foreign.name()), "This link does not work");
        }
        assertThat(customers.tokenState(id)).isEqualTo("live");
    }

    @Test
    @Tag("PW-1")
    void aPasswordAgainstThePolicyKeepsTheLink() throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        String link = customers.linkTo(email, 1);
        Walk walk = realm.walk();
        String form = walk.open(link).form("shop-confirm-form");
        for (Map<String, String> typed : List.of(
                Map.of("password-new", "short", "password-confirm", "short"),
                Map.of("password-new", NEW_PASSWORD, "password-confirm", "another"),
                Map.of("password-new", "", "password-confirm", ""),
                Map.of("action", "confirm"))) {
            Walk.Page page = walk.submit(form, typed);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("shop-confirm-form").contains("aria-invalid=\"true\"");
        }
        assertThat(customers.tokenState(id)).isEqualTo("live");
        assertThat(reset(walk, link, NEW_PASSWORD).body()).contains("shop-done");
    }

    @Test
    @Tag("PW-1")
    void anyOtherChangeOfThePasswordVoidsTheLink() throws Exception {
        String email = newAddress();
        String id = customers.create(email);

        String beforeStaff = customers.linkTo(email, 1);
        CredentialRepresentation byStaff = AdminApi.password("set-by-our-staff");
        byStaff.setTemporary(false);
        customers.staffView(id).resetPassword(byStaff);
        refuses(beforeStaff, "Your password was changed");

        String beforeCustomer = customers.linkTo(email, 2);
        Walk walk = realm.walk();
        assertThat(walk.logIn(email, "set-by-our-staff").isLoggedIn()).isTrue();
        assertThat(walk.open(beforeCustomer).status())
                .as("a login changes nothing")
                .isEqualTo(200);
        Walk.Page action = walk.open(actionUrl());
        walk.submit(action.form("kc-passwd-update-form"), FORM);
        refuses(beforeCustomer, "Your password was changed");

        String beforeRemoval = customers.linkTo(email, 3);
        customers.staffView(id).credentials().stream()
                .filter(credential -> credential.getType().equals("password"))
                .forEach(credential -> customers.staffView(id).removeCredential(credential.getId()));
        refuses(beforeRemoval, "Your password was changed");

        String withoutPassword = customers.linkTo(email, 4);
        assertThat(reset(realm.walk(), withoutPassword, Registration.PASSWORD).body())
                .contains("shop-done");
    }

    private String actionUrl() {
        return ground.node().baseUrl() + "/realms/" + realm.name() + "/protocol/openid-connect/auth"
                + "?client_id=storefront&response_type=code&scope=openid&state=s&kc_action=UPDATE_PASSWORD"
                + "&redirect_uri=http%3A%2F%2Flocalhost%2Fcallback"
                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    }
}
