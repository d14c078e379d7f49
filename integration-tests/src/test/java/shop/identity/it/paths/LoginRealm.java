package shop.identity.it.paths;

import com.microsoft.playwright.Page;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerPages;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;

/** A realm that names the listener, for paths whose settings the shop's realm does not have. */
final class LoginRealm implements AutoCloseable {

    private final Ground ground;
    private final RealmResource realm;
    private final String name = "own-" + UUID.randomUUID();

    LoginRealm(Ground ground, AdminApi admin, Consumer<RealmRepresentation> settings) {
        this.ground = ground;
        RealmRepresentation representation = new RealmRepresentation();
        representation.setRealm(name);
        representation.setEnabled(true);
        representation.setEventsListeners(List.of("shop-customer-events"));
        representation.setSmtpServer(admin.shop().toRepresentation().getSmtpServer());
        settings.accept(representation);
        admin.keycloak().realms().create(representation);
        realm = admin.keycloak().realm(name);
    }

    RealmResource resource() {
        return realm;
    }

    String url() {
        return ground.node().baseUrl() + "/realms/" + name;
    }

    /** Keycloak has some of the steps that a login may demand switched off. */
    void allowStep(String step) {
        RequiredActionProviderRepresentation action = realm.flows().getRequiredAction(step);
        action.setEnabled(true);
        realm.flows().updateRequiredAction(step, action);
    }

    /** A customer who can log in, with the record of that already seen. */
    String customer(String email, Consumer<UserRepresentation> also) {
        UserRepresentation user = AdminApi.person(email);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        also.accept(user);
        try (Response answer = realm.users().create(user)) {
            String id = CreatedResponseUtil.getCreatedId(answer);
            ground.topic().eventually(id, 1);
            return id;
        }
    }

    /** Whatever page comes after the password. */
    void logIn(Page page, String email) {
        page.navigate(url() + "/account/");
        CustomerPages.logIn(page, email);
    }

    @Override
    public void close() {
        realm.remove();
    }
}
