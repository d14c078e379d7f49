package shop.identity.phoneverification;

import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;
import shop.identity.phone.Region;

/** What the admin console offers for {@link PhoneVerificationConfig}. */
final class PhoneVerificationConfigProperties {

    private PhoneVerificationConfigProperties() {}

    static List<ProviderConfigProperty> list() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(PhoneVerificationConfig.MODE)
                .label("Mode")
                .helpText(
                        "Whether login asks customers to verify a phone number that they gave (when-given), or not (off).")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(Stream.of(PhoneVerificationConfig.Mode.values())
                        .map(PhoneVerificationConfig.Mode::wireName)
                        .toList())
                .defaultValue(PhoneVerificationConfig.Mode.WHEN_GIVEN.wireName())
                .add()
                .property()
                .name(PhoneVerificationConfig.CODE_MINUTES)
                .label("Life of a code")
                .helpText("Minutes after which a code cannot be used any more, 1 to 60.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(PhoneVerificationConfig.CODE_MINUTES_DEFAULT)
                .add()
                .property()
                .name(PhoneVerificationConfig.UNIQUE)
                .label("Unique numbers")
                .helpText("Whether a number can be verified by one customer of the realm only.")
                .type(ProviderConfigProperty.BOOLEAN_TYPE)
                .defaultValue("false")
                .add()
                .property()
                .name(PhoneVerificationConfig.REGION)
                .label("Default region")
                .helpText(
                        "The region (ISO 3166-1 alpha-2) whose numbering plan applies to numbers that are typed without"
                                + " a country code.")
                .type(ProviderConfigProperty.LIST_TYPE)
                .options(Region.codes())
                .defaultValue(PhoneVerificationConfig.REGION_DEFAULT)
                .add()
                .build();
    }
}
