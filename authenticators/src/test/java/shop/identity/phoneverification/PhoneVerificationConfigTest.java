package shop.identity.phoneverification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shop.identity.phone.Region;

@Tag("VF-5")
class PhoneVerificationConfigTest {

    @Test
    void asksForNumbersThatWereGivenForFiveMinutesEach() {
        assertThat(PhoneVerificationConfig.usual())
                .isEqualTo(new PhoneVerificationConfig(
                        PhoneVerificationConfig.Mode.WHEN_GIVEN, Duration.ofMinutes(5), false, new Region("DE")));
    }

    @ParameterizedTest
    @CsvSource({
        "mode, on, neither off nor when-given",
        "code-minutes, 61, is no number of minutes from 1 to 60",
        "code-minutes, five, is no number of minutes from 1 to 60",
        "unique, yes, neither true nor false",
        "default-region, Germany, is not a region"
    })
    void namesTheOptionThatIsWrong(String option, String value, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhoneVerificationConfig.from(Map.of(option, value)))
                .withMessageStartingWith("Option '" + option + "' of 'shop-verify-phone': ")
                .withMessageContaining(what);
    }
}
