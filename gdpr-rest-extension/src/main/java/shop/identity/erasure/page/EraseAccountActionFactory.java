package shop.identity.erasure.page;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import shop.identity.erasure.own.PrivacyFactory;

/** Facts about {@link EraseAccountAction}. */
public final class EraseAccountActionFactory implements RequiredActionFactory {

    static final String ID = "shop-erase-account";

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new EraseAccountAction(PrivacyFactory.of(session));
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Shop: ask for the own account to be erased";
    }

    /** Not even how old a login may be: that is the server's option, the same as over REST. */
    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return List.of();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}
}
