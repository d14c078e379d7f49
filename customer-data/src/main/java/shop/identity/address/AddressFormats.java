package shop.identity.address;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How addresses are written all over the world, by the data of libaddressinput: see
 * {@code docs/adr/0010-address-formats.md}.
 *
 * @see <a href="https://github.com/google/libaddressinput/wiki/AddressValidationMetadata">AddressValidationMetadata</a>
 */
final class AddressFormats {

    private static final String BUNDLED = "formats.json";

    /** Letters of other alphabets have capitals among these, too. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{2}");

    /** What the data says of no country holds for all that say nothing else. */
    private static final String EVERYWHERE = "ZZ";

    private final Map<String, AddressFormat> byCountry;

    private AddressFormats(Map<String, AddressFormat> byCountry) {
        this.byCountry = byCountry;
    }

    /** Those that the pack brings. */
    static AddressFormats bundled() {
        try (InputStream json = AddressFormats.class.getResourceAsStream(BUNDLED)) {
            return read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param json an object with a member per country, as in the library's {@code all.json}
     * @throws IOException              it cannot be read, or is no JSON
     * @throws IllegalArgumentException it is another JSON
     */
    static AddressFormats read(InputStream json) throws IOException {
        JsonNode all = new JsonMapper().readTree(json);
        if (!all.path(EVERYWHERE).isObject()) {
            throw new IllegalArgumentException("there is nothing that holds everywhere (" + EVERYWHERE + ")");
        }
        Map<String, CountryData> data = new TreeMap<>();
        all.properties().forEach(member -> {
            // US, CA--fr (the same in another language), US/CA (what is below a country)
            String country = member.getKey().split("--", 2)[0];
            if (country.length() == 2) {
                data.computeIfAbsent(country, CountryData::new).add(member.getValue());
            }
        });
        CountryData everywhere = data.remove(EVERYWHERE);
        Map<String, AddressFormat> formats = new TreeMap<>();
        data.forEach((country, of) -> formats.put(country, of.format(everywhere)));
        return new AddressFormats(Map.copyOf(formats));
    }

    /** @return empty when there is no country of that code, in whatever case */
    Optional<AddressFormat> of(String code) {
        return CODE.matcher(code).matches()
                ? Optional.ofNullable(byCountry.get(code.toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    int countries() {
        return byCountry.size();
    }
}
