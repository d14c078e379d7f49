package shop.identity.registration;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormActionFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Facts about {@link RegistrationPhone}. */
public final class RegistrationPhoneFactory implements FormActionFactory {

    static final String ID = "shop-registration-phone";

    @Override
    public FormAction create(KeycloakSession session) {
        return new RegistrationPhone();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Shop: phone number";
    }

    @Override
    public String getHelpText() {
        return "Turns the phone number as it is typed into the international format E.164."
                + " Must come before 'Registration User Profile Creation'.";
    }

    @Override
    public String getReferenceCategory() {
        return null;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return RegistrationPhoneConfigProperties.list();
    }

    @Override
    public void init(Config.Scope config) {
        // The realm decides, on the execution.
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // Nothing to prepare.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
