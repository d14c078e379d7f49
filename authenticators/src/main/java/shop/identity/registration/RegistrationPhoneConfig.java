package shop.identity.registration;

import java.util.Map;
import shop.identity.phone.Region;

/** How the registration form reads a phone number; set on the execution in the registration flow. */
record RegistrationPhoneConfig(Region defaultRegion) {

    static final String DEFAULT_REGION = "default-region";
    static final String DEFAULT_REGION_DEFAULT = "DE";

    /**
     * @throws IllegalArgumentException with one sentence for the log that names the option and what it may be
     */
    static RegistrationPhoneConfig from(Map<String, String> options) {
        String region = options.getOrDefault(DEFAULT_REGION, DEFAULT_REGION_DEFAULT);
        try {
            return new RegistrationPhoneConfig(new Region(region));
        } catch (IllegalArgumentException unknownRegion) {
            throw new IllegalArgumentException(
                    "Option '" + DEFAULT_REGION + "' of '" + RegistrationPhoneFactory.ID + "': "
                            + unknownRegion.getMessage() + ".",
                    unknownRegion);
        }
    }
}
