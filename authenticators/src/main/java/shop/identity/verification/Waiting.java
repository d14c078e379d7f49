package shop.identity.verification;

import shop.identity.limits.Attempt;
import shop.identity.token.CodeTries;

/** Who waits for a mail, and for its code to be right. */
public interface Waiting {

    String address();

    /** Asks for a mail, within the limits. */
    Attempt send();

    /** Whether a code may be typed now; counted, whatever becomes of it. */
    Attempt mayType();

    CodeTries.Outcome type(String code);
}
