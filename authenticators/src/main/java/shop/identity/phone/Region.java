package shop.identity.phone;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.Locale;

/** A region whose numbering plan says what a number without a country code means, as ISO 3166-1 alpha-2. */
public record Region(String code) {

    public Region {
        code = code.strip().toUpperCase(Locale.ROOT);
        if (!PhoneNumberUtil.getInstance().getSupportedRegions().contains(code)) {
            throw new IllegalArgumentException(
                    "'" + code + "' is not a region of ISO 3166-1 alpha-2 (two letters, such as DE or VN)");
        }
    }

    /** Every region there is, in the order in which a list of choices shows them. */
    public static List<String> codes() {
        return PhoneNumberUtil.getInstance().getSupportedRegions().stream()
                .sorted()
                .toList();
    }
}
