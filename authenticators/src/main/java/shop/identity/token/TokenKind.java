package shop.identity.token;

/** What a token is good for. */
public enum TokenKind {
    /** The owner of the mailbox says so: a link and a code in one mail. */
    VERIFY_EMAIL,
    /** A new password for somebody who has the mailbox. */
    RESET_PASSWORD,
    /** What staff ask a customer to do, by a link in a mail. */
    ACTIONS,
    /** The owner of the telephone says so: a code alone. */
    VERIFY_PHONE
}
