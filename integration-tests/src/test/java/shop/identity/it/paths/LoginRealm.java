package shop.identity.it.paths;

import com.microsoft.playwright.Page;
import jakarta.ws.rs.core.Response;
import java.util.List;
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

/** A realm of a test's own, with customers who log in there by pages. */
final class LoginRealm implements AutoCloseable {

    private final Ground ground;
    private final OwnRealm realm;

    LoginRealm(Ground ground, AdminApi admin, Consumer<RealmRepresentation> settings) {
        this.ground = ground;
        this.realm = new OwnRealm(admin, ground.stack().ports(), representation -> {
            // An address that changes is told alone, without the username.
            representation.setRegistrationEmailAsUsername(false);
            settings.accept(representation);
        });
    }

    RealmResource resource() {
        return realm.resource();
    }

    String url() {
        return ground.node().baseUrl() + "/realms/" + realm.name();
    }

    /** Keycloak has some of the steps that a login may demand switched off. */
    void allowStep(String step) {
        RequiredActionProviderRepresentation action = resource().flows().getRequiredAction(step);
        action.setEnabled(true);
        resource().flows().updateRequiredAction(step, action);
    }

    /** A customer who can log in, with the record of that already seen. */
    String customer(String email, Consumer<UserRepresentation> also) {
        UserRepresentation user = AdminApi.person(email);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        also.accept(user);
        try (Response answer = resource().users().create(user)) {
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
        realm.close();
    }
}
