package shop.identity.segments.rule;

import java.util.regex.Pattern;

/** What facts may be called: as rules can write it without quotation marks. */
public final class FactName {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private FactName() {}

    public static boolean isOne(String text) {
        return NAME.matcher(text).matches();
    }
}
