package shop.identity.standing;

import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Facts about {@link ComeBackAction}. */
public final class ComeBackActionFactory implements RequiredActionFactory {

    static final String ID = "shop-come-back";

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new ComeBackAction();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Shop: keep an account that is going to be deleted";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}
}
