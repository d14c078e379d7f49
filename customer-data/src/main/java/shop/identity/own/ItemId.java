package shop.identity.own;

import java.util.regex.Pattern;

/** The id of something that a customer has, as it was sent in a path. */
public final class ItemId {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private ItemId() {}

    /** Whatever else it is, there is nothing of that id; and the database need not be asked, which takes not every text. */
    public static boolean canBe(String text) {
        return UUID_TEXT.matcher(text).matches();
    }
}
