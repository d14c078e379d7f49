package shop.identity.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("CD-2")
class PostalCodesTest {

    private final AddressFormats formats = AddressFormats.bundled();

    @ParameterizedTest
    @CsvSource({
        "DE, 51147, 51147",
        "AT, 1010, 1010",
        "CH, 8001, 8001",
        "CH, CH-8001, 8001",
        "LU, L-4750, 4750",
        "SE, SE-11455, 11455",
        "LV, lv-1073, LV-1073",
        "GB, sw1a 1aa, SW1A 1AA",
        "NL, 1234ab, 1234AB",
        "US, 95014, 95014",
        "US, 22162-1010, 22162-1010",
        "CA, K1A 0B1, K1A 0B1",
        "JP, １５４-００２３, 154-0023",
        "VN, 700000, 700000",
        "PL, 00-950, 00-950",
        "AE, whatever, whatever"
    })
    void asThePostWritesIt(String country, String typed, String kept) {
        assertThat(formats.of(country).orElseThrow().postalCodes().read(typed)).hasValue(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "DE, 5114",
        "DE, 511477",
        "DE, D-51147",
        "DE, ABCDE",
        "DE, ٥١١٤٧",
        "GB, 12345",
        "US, 9501",
        "CA, D1A 0B1",
        "CH, CH-",
        "PL, 00950",
        "LV, 1073"
    })
    void noneOfTheCountry(String country, String typed) {
        assertThat(formats.of(country).orElseThrow().postalCodes().read(typed)).isEmpty();
    }
}
