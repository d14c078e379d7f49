package shop.identity.wishlist;

import java.util.Locale;
import java.util.Optional;
import shop.identity.problem.RequestFields;
import shop.identity.text.TextFields;

/** What a customer calls a wishlist. Case makes no difference between two of them. */
record WishlistName(String text) {

    private static final int LONGEST = 100;

    /** @throws shop.identity.problem.Refusal when there is none, or anything else */
    static WishlistName read(byte[] body) {
        RequestFields fields = RequestFields.ofBody(body);
        Optional<String> name = new TextFields(fields).neededLine("name", LONGEST, "is needed");
        fields.refuseOthers();
        return new WishlistName(name.orElseThrow());
    }

    /** The same of all names that are the same. Both ways, as some letters have one capital or small letter in common. */
    String key() {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
