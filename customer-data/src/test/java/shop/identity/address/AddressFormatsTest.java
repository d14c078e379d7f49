package shop.identity.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("CD-2")
class AddressFormatsTest {

    private final AddressFormats formats = AddressFormats.bundled();

    private AddressFormat of(String country) {
        return formats.of(country).orElseThrow();
    }

    private static AddressFormats read(String json) throws IOException {
        return AddressFormats.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyCountryOfTheStandardIsKnown() {
        assertThat(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2))
                .allSatisfy(
                        country -> assertThat(formats.of(country)).as(country).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZ", "XX", "", "D", "DEU", "data/DE", "CA--fr", "d\u0130", "\u0131T", "D E"})
    void whatIsNoCountryIsUnknown(String code) {
        assertThat(formats.of(code)).isEmpty();
    }

    @Test
    void caseMakesNoDifference() {
        assertThat(formats.of("de")).contains(of("DE"));
    }

    /** The data brings examples: each has to be right by the data. */
    @Test
    void everyExampleIsOne() throws IOException {
        JsonNode data = new JsonMapper().readTree(AddressFormats.class.getResourceAsStream("formats.json"));
        int seen = 0;
        for (var member : data.properties()) {
            for (String example : member.getValue().path("zipex").asText("").split(",")) {
                if (!example.isEmpty()) {
                    assertThat(of(member.getKey().substring(0, 2)).postalCodes().read(example))
                            .as(member.getKey() + " " + example)
                            .hasValue(example);
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(400);
    }

    @Test
    void whatThePostNeeds() {
        assertThat(of("DE").needed())
                .containsExactlyInAnyOrder(AddressPart.STREET, AddressPart.CITY, AddressPart.POSTAL_CODE);
        assertThat(of("US").needed()).containsExactlyInAnyOrder(AddressPart.values());
        assertThat(of("SG").needed()).containsExactlyInAnyOrder(AddressPart.STREET, AddressPart.POSTAL_CODE);
        assertThat(of("IE").needed())
                .as("what holds everywhere")
                .containsExactlyInAnyOrder(AddressPart.STREET, AddressPart.CITY);
    }

    @Test
    void aRegionInAnyOfItsSpellings() {
        Regions states = of("US").regions();
        assertThat(states.find("ca").orElseThrow().name()).isEqualTo("CA");
        assertThat(states.find("california").orElseThrow().name()).isEqualTo("California");
        assertThat(states.find("Kalifornien")).isEmpty();
        assertThat(of("BR").regions().find("sao paulo").orElseThrow().name()).isEqualTo("São Paulo");
        assertThat(of("JP").regions().find("TOKYO").orElseThrow().name()).isEqualTo("Tokyo");
        assertThat(of("JP").regions().find("東京都").orElseThrow().name()).isEqualTo("東京都");
        assertThat(of("CA").regions().find("Colombie-Britannique").orElseThrow().name())
                .as("another language of the country")
                .isEqualTo("Colombie-Britannique");
    }

    @Test
    void aRegionHasItsPostalCodes() {
        Region california = of("US").regions().find("California").orElseThrow();
        assertThat(california.has("94043")).isTrue();
        assertThat(california.has("74043")).isFalse();
        assertThat(of("US").isAstray("74043", java.util.Optional.of("CA"))).isTrue();
        assertThat(of("US").isAstray("94043", java.util.Optional.of("CA"))).isFalse();
    }

    /** Lists of regions grow old: where letters arrive without the region it is text. */
    @Test
    void regionsAreCheckedWhereThePostNeedsThem() {
        assertThat(of("US").checksRegion()).isTrue();
        assertThat(of("VN").checksRegion()).isFalse();
        assertThat(of("CO").checksRegion()).as("needed, but there is no list").isFalse();
    }

    @Test
    void aNewerFileOfTheLibraryIsTakenAsItIs() throws IOException {
        AddressFormats newer = read("""
                {"ZZ": {"fmt": "%N%n%O%n%A%n%C", "require": "AC"},
                 "AQ": {"name": "ANTARCTICA", "sub_keys": "North~South", "zip": "\\\\d{3}", "postprefix": "AQ-"},
                 "AQ/South": {"name": "South"},
                 "AQ--fr": {"sub_names": "Nord~Sud"}}
                """);

        AddressFormat format = newer.of("AQ").orElseThrow();
        assertThat(newer.countries()).isEqualTo(1);
        assertThat(format.needed()).containsExactlyInAnyOrder(AddressPart.STREET, AddressPart.CITY);
        assertThat(format.postalCodes().read("aq-123")).hasValue("123");
        assertThat(format.regions().find("sud").orElseThrow().name()).isEqualTo("Sud");
    }

    @Test
    void whatIsNoSuchFileIsRefusedWithASentence() {
        assertThatIOException().isThrownBy(() -> read("{"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"DE\": {}}"))
                .withMessage("there is nothing that holds everywhere (ZZ)");
        assertThatIllegalArgumentException().isThrownBy(() -> read("[]"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"ZZ\": {}, \"DE\": {\"zip\": \"(\"}}"))
                .withMessage("DE has a form of postal codes that is none: (");
    }
}
