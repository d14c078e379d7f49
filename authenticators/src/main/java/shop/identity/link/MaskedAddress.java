package shop.identity.link;

/** Enough for the owner to know it again, too little for anybody else: {@code a•••@example.com}. */
public final class MaskedAddress {

    private static final String DOTS = "•••";

    private MaskedAddress() {}

    public static String of(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? DOTS : address.substring(0, address.offsetByCodePoints(0, 1)) + DOTS + address.substring(at);
    }

    /** The last two digits: {@code ••• 20}. */
    public static String ofNumber(String number) {
        return DOTS + " " + number.substring(Math.max(0, number.length() - 2));
    }
}
