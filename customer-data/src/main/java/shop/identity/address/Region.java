package shop.identity.address;

import java.util.regex.Pattern;

/**
 * A country's state, province or prefecture.
 *
 * @param name        in one of its spellings
 * @param postalCodes how those begin that are there; null when that is not known
 */
record Region(String name, Pattern postalCodes) {

    boolean has(String postalCode) {
        return postalCodes == null || postalCodes.matcher(postalCode).lookingAt();
    }
}
