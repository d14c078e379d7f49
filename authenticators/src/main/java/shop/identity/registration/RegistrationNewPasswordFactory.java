package shop.identity.registration;

import org.keycloak.authentication.FormAction;
import org.keycloak.models.KeycloakSession;

/** Facts about {@link RegistrationNewPassword}. */
public final class RegistrationNewPasswordFactory extends RegistrationNewPassword {

    static final String ID = "shop-registration-password";

    @Override
    public FormAction create(KeycloakSession session) {
        return new RegistrationNewPassword();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Shop: password";
    }

    @Override
    public String getHelpText() {
        return "Sets the password that was typed, in place of 'Password Validation'. Belongs to 'Shop: account'.";
    }
}
