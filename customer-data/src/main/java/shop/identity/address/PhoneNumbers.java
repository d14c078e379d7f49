package shop.identity.address;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Numbers that a carrier can call. */
final class PhoneNumbers {

    private PhoneNumbers() {}

    /**
     * @param country where a number is dialled that has no country code
     * @return in E.164; empty when it is none
     */
    static Optional<String> read(String typed, String country) {
        // The parser would skip words and find a number behind them, and take letters for digits (0800 FLOWERS).
        if (typed.codePoints().anyMatch(Character::isLetter)) {
            return Optional.empty();
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(typed, country);
            // E.164 has no place for an extension: it would be lost without a word.
            return numbers.isValidNumber(number) && !number.hasExtension()
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
