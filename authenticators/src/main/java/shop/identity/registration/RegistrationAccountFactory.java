package shop.identity.registration;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.authentication.FormAction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** Facts about {@link RegistrationAccount}. */
public final class RegistrationAccountFactory extends RegistrationAccount {

    static final String ID = "shop-registration-account";

    @Override
    public FormAction create(KeycloakSession session) {
        return new RegistrationAccount();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Shop: account";
    }

    @Override
    public String getHelpText() {
        return "Creates the customer in place of 'Registration User Profile Creation'. In private mode, nobody is told"
                + " that an address has an account: needs 'Shop: verification at registration' behind the form.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(RegistrationMode.OPTION)
                .label("Mode")
                .helpText(
                        "What somebody is told who registers with an address that has an account: nothing (private; the"
                                + " owner gets a mail), or that it has one (friendly).")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(Stream.of(RegistrationMode.values())
                        .map(RegistrationMode::wireName)
                        .toList())
                .defaultValue(RegistrationMode.PRIVATE.wireName())
                .add()
                .build();
    }
}
