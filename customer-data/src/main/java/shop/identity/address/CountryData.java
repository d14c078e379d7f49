package shop.identity.address;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One country in the library's data, in all languages that it has it in. */
final class CountryData {

    private static final String SEPARATOR = "~";

    /** Those that are most likely meant come first: the first one has the spelling. */
    private static final String[] SPELLINGS = {"sub_keys", "sub_names", "sub_lnames", "sub_isoids"};

    private final String country;
    private final Map<String, Region> regions = new HashMap<>();
    private String needed;
    private String form;
    private String examples = "";
    private String prefix = "";

    CountryData(String country) {
        this.country = country;
    }

    void add(JsonNode language) {
        needed = language.path("require").asText(needed);
        form = language.path("zip").asText(form);
        examples = language.path("zipex").asText(examples);
        prefix = language.path("postprefix").asText(prefix);
        String[] postalCodes = list(language, "sub_zips");
        for (String spelling : SPELLINGS) {
            String[] names = list(language, spelling);
            for (int i = 0; i < names.length; i++) {
                addRegion(names[i], i < postalCodes.length ? postalCodes[i] : "");
            }
        }
    }

    private void addRegion(String name, String postalCodes) {
        if (!name.isEmpty()) {
            Region region = new Region(name, postalCodes.isEmpty() ? null : pattern(postalCodes));
            regions.putIfAbsent(Regions.key(name), region);
        }
    }

    private static String[] list(JsonNode language, String name) {
        String joined = language.path(name).asText("");
        return joined.isEmpty() ? new String[0] : joined.split(SEPARATOR, -1);
    }

    private Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(country + " has a form of postal codes that is none: " + expression);
        }
    }

    AddressFormat format(CountryData everywhere) {
        String letters = needed == null ? everywhere.needed : needed;
        PostalCodes postalCodes = form == null
                ? new PostalCodes(null, "", null)
                : new PostalCodes(pattern(form), prefix.strip(), examples.split(",")[0]);
        return new AddressFormat(
                country, AddressPart.among(letters == null ? "" : letters), postalCodes, new Regions(regions));
    }
}
