package shop.identity.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;

/** A number that can be in use, in the one spelling in which it is stored and compared: E.164. */
public record PhoneNumber(String e164) {

    private static final String NO_REGION = null;

    public PhoneNumber {
        if (!isE164(e164)) {
            throw new IllegalArgumentException("not a valid E.164 number"); // nobody's number in a log
        }
    }

    /** Whether the text is a valid number and spelled as E.164 to the letter. */
    public static boolean isE164(String text) {
        return parse(text, NO_REGION).filter(text::equals).isPresent();
    }

    /** Reads what a person types; without a country code it is taken as dialled within the region. */
    public static Optional<PhoneNumber> read(String typed, Region region) {
        // The parser would skip words and find a number behind them, and take letters for digits (0800 FLOWERS).
        // Neither is what somebody means who is asked for their own number.
        if (typed.codePoints().anyMatch(Character::isLetter)) {
            return Optional.empty();
        }
        return parse(typed, region.code()).map(PhoneNumber::new);
    }

    private static Optional<String> parse(String text, String regionCode) {
        var numbers = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber number = numbers.parse(text, regionCode);
            // E.164 has no place for an extension: it would be lost without a word.
            return numbers.isValidNumber(number) && !number.hasExtension()
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
