package shop.identity.it.actions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ReceivedMail;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** What staff start by REST, as the console does: the same links, the same pages, the same queue. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffMailsIT {

    private static final String NEW_PASSWORD = "asked-for-by-staff";
    private static final String SHOP = "http://localhost/welcome";

    private final Ground ground;
    private ShippedRealm realm;

    StaffMailsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private String newAddress() {
        return "s-" + UUID.randomUUID() + "@example.com";
    }

    private UserResource create(String email) {
        UserRepresentation user = AdminApi.person(email);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        try (Response response = realm.resource().users().create(user)) {
            return realm.resource().users().get(CreatedResponseUtil.getCreatedId(response));
        }
    }

    @Test
    @Tag("VF-7")
    void aVerificationMailOfStaffsHasALinkAndACode() throws Exception {
        String email = newAddress();
        UserResource customer = create(email);
        customer.sendVerifyEmail("storefront", SHOP, 600);
        ReceivedMail mail = realm.mailTo(email);
        assertThat(mail.mail().subject()).isEqualTo("Confirm your email address");
        assertThat(mail.code()).hasSize(6);
        Walk walk = realm.walk();
        Walk.Page opened = walk.open(mail.link());
        assertThat(customer.toRepresentation().isEmailVerified()).isFalse();

        Walk.Page done = walk.submit(opened.form("shop-confirm-form"), Map.of());

        assertThat(done.body()).contains("shop-done").contains(SHOP);
        assertThat(customer.toRepresentation().isEmailVerified()).isTrue();
    }

    @Test
    @Tag("VF-7")
    void verificationAsTheOnlyActionIsTheSameMail() throws Exception {
        String email = newAddress();
        UserResource customer = create(email);
        customer.executeActionsEmail(List.of("VERIFY_EMAIL"));
        ReceivedMail mail = realm.mailTo(email);
        assertThat(mail.mail().subject()).isEqualTo("Confirm your email address");
        Walk walk = realm.walk();
        walk.submit(walk.open(mail.link()).form("shop-confirm-form"), Map.of());

        assertThat(customer.toRepresentation().isEmailVerified()).isTrue();
    }

    @Test
    @Tag("VF-7")
    void actionsAreCarriedOutOnceTheButtonIsPressed() throws Exception {
        String email = newAddress();
        UserResource customer = create(email);
        customer.executeActionsEmail("storefront", SHOP, 600, List.of("UPDATE_PASSWORD", "VERIFY_EMAIL"));
        ReceivedMail mail = realm.mailTo(email);
        assertThat(mail.mail().subject()).isEqualTo("Please complete your account");
        Walk walk = realm.walk();
        Walk.Page opened = walk.open(mail.link());
        assertThat(opened.body()).contains("shop-confirm-form").doesNotContain(email);
        assertThat(walk.open(mail.link()).body()).contains("shop-confirm-form");
        assertThat(customer.toRepresentation().isEmailVerified()).isFalse();

        Walk.Page action = walk.submit(opened.form("shop-confirm-form"), Map.of());
        Walk.Page done = walk.submit(
                action.form("kc-passwd-update-form"),
                Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains(SHOP);
        assertThat(customer.toRepresentation().isEmailVerified()).isTrue();
        assertThat(customer.toRepresentation().getRequiredActions()).isEmpty();
        assertThat(walk.login().isLoggedIn()).as("nobody is logged in by it").isFalse();
        assertThat(realm.walk().logIn(email, NEW_PASSWORD).isLoggedIn()).isTrue();
        Walk.Page again = realm.walk().submit(mail.link(), Map.of());
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.body()).contains("This link was used already");
    }

    @Test
    @Tag("VF-7")
    void whatWasBegunAndLeftIsAskedForAtTheNextLogin() throws Exception {
        String email = newAddress();
        UserResource customer = create(email);
        customer.executeActionsEmail(List.of("UPDATE_PASSWORD"));
        Walk walk = realm.walk();
        walk.submit(walk.open(realm.mailTo(email).link()).form("shop-confirm-form"), Map.of());

        Walk.Page asked = realm.walk().logIn(email, Registration.PASSWORD);

        assertThat(asked.isLoggedIn()).isFalse();
        assertThat(asked.body()).contains("kc-passwd-update-form");
    }

    @Test
    @Tag("VF-7")
    void aSecondMailVoidsTheFirstAndAnExpiredOneOffersNoOther() throws Exception {
        String email = newAddress();
        UserResource customer = create(email);
        customer.executeActionsEmail(List.of("UPDATE_PROFILE"));
        String first = realm.mailTo(email).link();
        customer.executeActionsEmail(List.of("UPDATE_PASSWORD"));
        String second = realm.mailTo(email, 2).link();
        assertThat(realm.walk().open(first).body()).contains("There is a newer link");

        String id = customer.toRepresentation().getId();
        ground.execute("UPDATE SHOP_TOKEN SET EXPIRES_AT = now() - interval '1 second' WHERE USER_ID = '" + id + "'");
        Walk.Page expired = realm.walk().open(second);

        assertThat(expired.status()).isEqualTo(400);
        assertThat(expired.body()).contains("This link has expired").doesNotContain("shop-renew-form");
    }
}
