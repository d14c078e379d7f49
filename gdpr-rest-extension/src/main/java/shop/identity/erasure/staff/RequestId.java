package shop.identity.erasure.staff;

import java.util.regex.Pattern;

/** The id of a request as it was sent in a path. */
final class RequestId {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private RequestId() {}

    /** Whatever else it is, there is nothing of that id; and the database need not be asked, which takes not every text. */
    static boolean canBe(String text) {
        return UUID_TEXT.matcher(text).matches();
    }
}
