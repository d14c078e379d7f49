package shop.identity.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("CD-2")
class PhoneNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "+49 30 901820, US, +4930901820",
        "030 901820, DE, +4930901820",
        "(650) 253-0000, US, +16502530000",
        "090 1234567, VN, +84901234567"
    })
    void inE164(String typed, String country, String kept) {
        assertThat(PhoneNumbers.read(typed, country)).hasValue(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "+49",
                "0800 FLOWERS",
                "call +49 30 901820",
                "+49 30 901820 ext 5",
                "+49 30 901820 #5",
                "+999 123456789",
                "-"
            })
    void none(String typed) {
        assertThat(PhoneNumbers.read(typed, "DE")).isEmpty();
    }
}
