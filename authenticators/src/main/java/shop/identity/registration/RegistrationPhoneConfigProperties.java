package shop.identity.registration;

import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import shop.identity.phone.Region;

/** What the admin console offers for {@link RegistrationPhoneConfig}. */
final class RegistrationPhoneConfigProperties {

    private RegistrationPhoneConfigProperties() {}

    static List<ProviderConfigProperty> list() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(RegistrationPhoneConfig.DEFAULT_REGION)
                .label("Default region")
                .helpText(
                        "The region (ISO 3166-1 alpha-2) whose numbering plan applies to numbers that are typed without"
                                + " a country code.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(Region.codes())
                .defaultValue(RegistrationPhoneConfig.DEFAULT_REGION_DEFAULT)
                .add()
                .build();
    }
}
