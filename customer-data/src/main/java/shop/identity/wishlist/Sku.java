package shop.identity.wishlist;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the shop calls an article: whether there is one of that name is not known here. */
record Sku(String text) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~-]{0,63}");

    /** @return empty when it is none */
    static Optional<Sku> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new Sku(text)) : Optional.empty();
    }
}
