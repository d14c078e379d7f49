package shop.identity.it.reset;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** Customers of one shipped realm, and what they do when they have forgotten their passwords. */
final class ForgetfulCustomers {

    static final String NEW_PASSWORD = "a-new-one-for-erika";

    private final Ground ground;
    private final ShippedRealm realm;

    ForgetfulCustomers(Ground ground, ShippedRealm realm) {
        this.ground = ground;
        this.realm = realm;
    }

    static String newAddress() {
        return "r-" + UUID.randomUUID() + "@example.com";
    }

    /** Verified, with a password. */
    String create(String email, CredentialRepresentation... more) {
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        List<CredentialRepresentation> credentials = new java.util.ArrayList<>(List.of(more));
        credentials.add(AdminApi.password(Registration.PASSWORD));
        user.setCredentials(credentials);
        return create(user);
    }

    String create(UserRepresentation user) {
        try (Response response = realm.resource().users().create(user)) {
            return CreatedResponseUtil.getCreatedId(response);
        }
    }

    UserResource staffView(String id) {
        return realm.resource().users().get(id);
    }

    /** From the login page to the page that says that a mail is on its way. */
    static Walk.Page forgot(Walk walk, String email) throws IOException, InterruptedException {
        return ask(walk, form(walk), email);
    }

    static Walk.Page form(Walk walk) throws IOException, InterruptedException {
        return walk.open(walk.login().link("login-actions/reset-credentials"));
    }

    static Walk.Page ask(Walk walk, Walk.Page form, String email) throws IOException, InterruptedException {
        return walk.submit(form.form("shop-reset-form"), Map.of("username", email));
    }

    /** @return the link in the newest mail, of so many */
    String linkTo(String email, int mails) throws IOException, InterruptedException {
        forgot(realm.walk(), email);
        return realm.mailTo(email, mails).link();
    }

    static Walk.Page reset(Walk walk, String link, String password) throws IOException, InterruptedException {
        return walk.submit(
                walk.open(link).form("shop-confirm-form"),
                Map.of("password-new", password, "password-confirm", password));
    }

    /** Until all requests have been looked into. */
    void awaitLookedInto() {
        Awaitility.await("no request waits")
                .until(() -> ground.count(
                                "SELECT COUNT(*) FROM SHOP_RESET_REQUEST q JOIN REALM r ON r.ID = q.REALM_ID"
                                        + " WHERE r.NAME = ?",
                                realm.name())
                        == 0);
    }

    String tokenState(String userId) {
        return ground.query(
                        "SELECT CASE WHEN USED_AT IS NOT NULL THEN 'used' WHEN REPLACED_AT IS NOT NULL THEN 'replaced'"
                                + " ELSE 'live' END FROM SHOP_TOKEN WHERE USER_ID = ? AND KIND = 'RESET_PASSWORD'"
                                + " ORDER BY ID DESC",
                        userId)
                .get(0);
    }

    /** What of a page is the same for everybody. */
    static String normalised(Walk.Page page, String email) {
        return page.first() + " " + page.status() + " "
                + page.body()
                        .replace(email, "ADDRESS")
                        .replaceAll("(session_code|execution|tab_id|client_data)=[^\"&]*", "$1");
    }
}
