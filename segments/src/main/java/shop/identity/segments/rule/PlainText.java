package shop.identity.segments.rule;

/** Text that people write and a database keeps. */
public final class PlainText {

    private PlainText() {}

    /**
     * Where there is a control character, or half of one that takes two.
     *
     * @param lines whether ends of lines and tabs are fine
     * @return -1: nowhere
     */
    public static int firstOdd(String text, boolean lines) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            boolean isOfLines = lines && (character == '\n' || character == '\r' || character == '\t');
            boolean isHalf = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            if (isHalf || Character.isISOControl(character) && !isOfLines) {
                return i;
            }
        }
        return -1;
    }
}
