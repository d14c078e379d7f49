package shop.identity.mail;

/**
 * What is sent, all of it personal.
 *
 * @param to   the address, in the form in which the mail server gets it
 * @param text null when there is none, as {@code html}
 */
record Mail(String to, String subject, String text, String html) {

    /** Nobody's log needs any of it. */
    @Override
    public String toString() {
        return "Mail[]";
    }
}
