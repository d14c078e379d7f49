package shop.identity.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import shop.identity.phone.Region;

class RegistrationPhoneConfigTest {

    @Test
    void takes_Germany_where_nothing_is_said() {
        assertThat(RegistrationPhoneConfig.from(Map.of()).defaultRegion()).isEqualTo(new Region("DE"));
    }

    @Test
    void takes_the_region_that_is_named() {
        assertThat(RegistrationPhoneConfig.from(Map.of("default-region", "vn")).defaultRegion())
                .isEqualTo(new Region("VN"));
    }

    @Test
    void names_the_option_that_is_wrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistrationPhoneConfig.from(Map.of("default-region", "Germany")))
                .withMessage("Option 'default-region' of 'shop-registration-phone': 'GERMANY' is not a region of"
                        + " ISO 3166-1 alpha-2 (two letters, such as DE or VN).");
    }

    @Test
    void offers_only_regions_that_it_takes() {
        assertThat(RegistrationPhoneConfigProperties.list()).singleElement().satisfies(property -> {
            assertThat(property.getName()).isEqualTo("default-region");
            assertThat(property.getDefaultValue()).isEqualTo("DE");
            assertThat(property.getOptions()).allSatisfy(Region::new);
        });
    }
}
