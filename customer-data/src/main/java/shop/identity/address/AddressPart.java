package shop.identity.address;

import java.util.EnumSet;
import java.util.Set;

/** What a country's post may need; with the letter that the library has for it. */
enum AddressPart {
    STREET('A'),
    CITY('C'),
    REGION('S'),
    POSTAL_CODE('Z');

    private final char letter;

    AddressPart(char letter) {
        this.letter = letter;
    }

    /** @param letters those that stand for nothing here are left out */
    static Set<AddressPart> among(String letters) {
        Set<AddressPart> parts = EnumSet.noneOf(AddressPart.class);
        for (AddressPart part : values()) {
            if (letters.indexOf(part.letter) >= 0) {
                parts.add(part);
            }
        }
        return parts;
    }
}
