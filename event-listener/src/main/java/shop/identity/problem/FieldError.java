package shop.identity.problem;

/**
 * What is wrong with one field of a body, or one query parameter.
 *
 * @param field  its name, as it was sent
 * @param detail a sentence without the value that was sent
 */
public record FieldError(String field, String detail) {

    /** An answer repeats names that came in, but not at any length. */
    private static final int LONGEST_NAME = 100;

    public FieldError {
        field = field.length() <= LONGEST_NAME ? field : field.substring(0, LONGEST_NAME) + "…";
    }
}
