package shop.identity.address;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A country's postal codes.
 *
 * @param form    null: the country has none, or the library does not know them; then any will do
 * @param prefix  what some write before it and the post leaves out, as in {@code CH-8001}; may be empty
 * @param example one that is right; null where there is no form
 */
record PostalCodes(Pattern form, String prefix, String example) {

    /** @return as the post writes it; empty when it is none */
    Optional<String> read(String typed) {
        if (form == null) {
            return Optional.of(typed);
        }
        // Full-width digits are digits: that is how they are typed in Japan.
        String code = Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        if (form.matcher(code).matches()) {
            return Optional.of(code);
        }
        return Optional.of(code)
                .filter(whole -> !prefix.isEmpty() && whole.startsWith(prefix))
                .map(whole -> whole.substring(prefix.length()).strip())
                .filter(rest -> form.matcher(rest).matches());
    }
}
