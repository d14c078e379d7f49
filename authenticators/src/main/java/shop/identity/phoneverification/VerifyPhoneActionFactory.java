package shop.identity.phoneverification;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.userprofile.ValidationException;
import org.keycloak.validate.ValidationError;
import shop.identity.cleanup.WithTheCustomer;

/** Facts about {@link VerifyPhoneAction}; forgets what was verified together with whom it was verified for. */
public final class VerifyPhoneActionFactory implements RequiredActionFactory {

    static final String ID = "shop-verify-phone";

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return new VerifyPhoneAction();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Shop: verify phone number";
    }

    @Override
    public List<ProviderConfigProperty> getConfigMetadata() {
        return Stream.concat(PhoneVerificationConfigProperties.list().stream(), MAX_AUTH_AGE_CONFIG_PROPERTIES.stream())
                .toList();
    }

    @Override
    public void validateConfig(KeycloakSession session, RealmModel realm, RequiredActionConfigModel model) {
        RequiredActionFactory.super.validateConfig(session, realm, model);
        try {
            PhoneVerificationConfig.from(model.getConfig());
        } catch (PhoneVerificationConfig.BadOption bad) {
            throw new ValidationException(new ValidationError(ID, bad.option(), bad.getMessage()));
        }
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        VerifiedPhones phones = new VerifiedPhones();
        sessions.register(new WithTheCustomer(
                (connection, realmId, userId) -> phones.forgetUser(connection, userId), phones::forgetRealm));
    }

    @Override
    public void close() {}
}
