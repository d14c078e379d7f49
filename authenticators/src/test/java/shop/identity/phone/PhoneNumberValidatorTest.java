package shop.identity.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.validate.ValidationError;
import org.keycloak.validate.ValidationResult;

class PhoneNumberValidatorTest {

    @Test
    void passes_E164() {
        assertThat(validate("+4930901820").isValid()).isTrue();
    }

    @Test
    void passes_a_number_that_is_not_given() {
        assertThat(validate("").isValid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"030 901820", "+49 30 901820", "+4912", " "})
    void refuses_anything_else_with_a_message_of_its_own(String value) {
        assertThat(validate(value).getErrors())
                .extracting(ValidationError::getInputHint, ValidationError::getMessage)
                .containsExactly(tuple("phoneNumber", "error-shop-phone-number"));
    }

    private static ValidationResult validate(String value) {
        return new PhoneNumberValidator()
                .validate(List.of(value), "phoneNumber")
                .toResult();
    }
}
