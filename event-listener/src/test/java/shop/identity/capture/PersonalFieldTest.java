package shop.identity.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("EV-5")
class PersonalFieldTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void nothingIsAllowedByDefault(String option) {
        assertThat(PersonalField.parse(option)).isEmpty();
    }

    @Test
    void namesAreSeparatedByCommas() {
        assertThat(PersonalField.parse("email, phoneNumber"))
                .containsExactly(PersonalField.EMAIL, PersonalField.PHONE_NUMBER);
    }

    @Test
    void unknownFieldIsNamedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonalField.parse("email,password"))
                .withMessage("unknown field 'password', known are email, firstName, lastName, phoneNumber");
    }
}
