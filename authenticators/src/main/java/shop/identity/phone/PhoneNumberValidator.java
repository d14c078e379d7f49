package shop.identity.phone;

import java.util.List;
import org.keycloak.provider.ConfiguredProvider;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.validate.AbstractStringValidator;
import org.keycloak.validate.ValidationContext;
import org.keycloak.validate.ValidationError;
import org.keycloak.validate.ValidatorConfig;

/**
 * Holds an attribute of the user profile to E.164 on every path on which it can be written: registration, Account
 * Console, account REST, admin console and admin REST.
 *
 * <p>It only judges. Changing the value is not a validator's to do; forms that want to be kind to what people type
 * normalise it first, as {@code shop-registration-phone} does. A number that is not given is no error: whether one must
 * be given is the profile's {@code required}.
 *
 * <p>{@link ConfiguredProvider} without properties: the admin console lists only validators that are configurable.
 */
public final class PhoneNumberValidator extends AbstractStringValidator implements ConfiguredProvider {

    static final String ID = "shop-phone-number";
    public static final String MESSAGE = "error-shop-phone-number";

    @Override
    protected void doValidate(String value, String inputHint, ValidationContext context, ValidatorConfig config) {
        if (!value.isEmpty() && !PhoneNumber.isE164(value)) {
            context.addError(new ValidationError(ID, inputHint, MESSAGE, value));
        }
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getHelpText() {
        return "The value is a valid telephone number in the international format E.164, such as +4930901820.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }
}
