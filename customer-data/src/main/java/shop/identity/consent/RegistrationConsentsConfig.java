package shop.identity.consent;

import java.util.List;
import java.util.Map;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Which texts the registration page shows; set on the execution in the registration flow. Versions are whatever staff call
 * them: the log names them, so that the text can be found again.
 */
record RegistrationConsentsConfig(String termsVersion, String marketingVersion) {

    static final String TERMS = "terms-version";
    static final String MARKETING = "marketing-version";
    static final String FIRST = "1";

    static RegistrationConsentsConfig from(Map<String, String> options) {
        return new RegistrationConsentsConfig(version(options.get(TERMS)), version(options.get(MARKETING)));
    }

    private static String version(String value) {
        return value == null || value.isBlank() ? FIRST : value.strip();
    }

    static List<ProviderConfigProperty> properties() {
        return ProviderConfigurationBuilder.create()
                .property()
                .name(TERMS)
                .label("Version of the terms")
                .helpText("Kept with every customer's consent. Change it together with the text.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(FIRST)
                .add()
                .property()
                .name(MARKETING)
                .label("Version of the marketing text")
                .helpText("Of the words beside the check box for news and offers. Change it together with them.")
                .type(ProviderConfigProperty.STRING_TYPE)
                .defaultValue(FIRST)
                .add()
                .build();
    }
}
