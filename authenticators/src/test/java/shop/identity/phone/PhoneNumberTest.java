package shop.identity.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "030 901820,         DE, +4930901820",
        "(030) 90 18-20,     DE, +4930901820",
        "030/901820,         DE, +4930901820",
        "0049 30 901820,     DE, +4930901820",
        "+49 30 901820,      DE, +4930901820",
        "+49 (0)30 901820,   DE, +4930901820",
        "+4930901820,        DE, +4930901820",
        "+49 30 901820,      VN, +4930901820",
        "024 3825 2916,      VN, +842438252916",
        "0912 345 678,       VN, +84912345678",
        "06 698 12345,       IT, +390669812345",
        "(202) 456-1111,     US, +12024561111",
    })
    void reads_what_people_type(String typed, String region, String e164) {
        assertThat(PhoneNumber.read(typed, new Region(region))).contains(new PhoneNumber(e164));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "12",
                "no number",
                "call 030 901820",
                "030 FLOWERS",
                "030 901820 ext. 5",
                "030 901820 #5",
                "+49 30",
                "+999 123456789",
                "030 901820 030 901820"
            })
    void reads_nothing_into_what_is_no_number(String typed) {
        assertThat(PhoneNumber.read(typed, new Region("DE"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+4930901820", "+84912345678", "+390669812345", "+12024561111"})
    void is_spelled_as_E164(String text) {
        assertThat(PhoneNumber.isE164(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "030901820",
                "4930901820",
                "004930901820",
                "+49 30 901820",
                " +4930901820",
                "+4930901820 ",
                "+49030901820",
                "+4912",
                "+4930901820;ext=5",
                "tel:+4930901820",
                "+４９３０９０１８２０"
            })
    void is_nothing_else(String text) {
        assertThat(PhoneNumber.isE164(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new PhoneNumber(text));
    }
}
