package shop.identity.address;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A country's regions, each by all its spellings: the post's abbreviation, the name in the country's languages and in Latin
 * letters, the code of ISO 3166-2. Case and accents make no difference.
 */
record Regions(Map<String, Region> bySpelling) {

    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

    Regions {
        bySpelling = Map.copyOf(bySpelling);
    }

    boolean areKnown() {
        return !bySpelling.isEmpty();
    }

    /** @return in the spelling that was meant */
    Optional<Region> find(String typed) {
        return Optional.ofNullable(bySpelling.get(key(typed)));
    }

    static String key(String spelling) {
        String letters = ACCENTS.matcher(Normalizer.normalize(spelling, Normalizer.Form.NFKD))
                .replaceAll("");
        return letters.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
