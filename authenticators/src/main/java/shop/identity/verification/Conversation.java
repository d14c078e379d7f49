package shop.identity.verification;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.keycloak.sessions.AuthenticationSessionModel;
import shop.identity.limits.Attempt;
import shop.identity.token.CodeTries;

/** What is said on the waiting page, from the first mail to the right code. */
public final class Conversation {

    private static final String MAILED = "shop-verification-mailed";
    private static final String ACTION = "action";

    private final AuthenticationSessionModel login;
    private final Waiting waiting;
    private final Supplier<WaitingPage> page;

    public Conversation(AuthenticationSessionModel login, Waiting waiting, Supplier<WaitingPage> page) {
        this.login = login;
        this.waiting = waiting;
        this.page = page;
    }

    /** Whether a mail was asked for in this login. */
    public static boolean hasBegun(AuthenticationSessionModel login) {
        return login.getAuthNote(MAILED) != null;
    }

    /** The mail was asked for elsewhere: the page is shown without another. */
    public static void noteBegun(AuthenticationSessionModel login, String address) {
        login.setAuthNote(MAILED, address);
    }

    /** Shows the page; sends a mail the first time, not when the page is loaded again. */
    public Response begin() {
        if (waiting.address().equals(login.getAuthNote(MAILED))) {
            return page.get().show();
        }
        Attempt attempt = waiting.send();
        // Too soon: another tab, or a form that was sent twice, has just asked for the mail.
        if (!attempt.isAllowed() && attempt.verdict() != Attempt.Verdict.TOO_SOON) {
            return page.get().tooEarly(attempt);
        }
        noteBegun(login, waiting.address());
        return page.get().show();
    }

    /** @return null when the address is verified */
    public Response goOn(MultivaluedMap<String, String> form) {
        if ("resend".equals(form.getFirst(ACTION))) {
            return sendAgain();
        }
        String code = form.getFirst(WaitingPage.CODE);
        if (code == null || code.isBlank()) {
            return begin();
        }
        Attempt attempt = waiting.mayType();
        if (!attempt.isAllowed()) {
            return page.get().tooEarly(attempt);
        }
        CodeTries.Outcome outcome = waiting.type(code);
        if (outcome != CodeTries.Outcome.RIGHT) {
            return page.get().wrong(outcome);
        }
        WaitingBrowser.noteVerified(login);
        return null;
    }

    private Response sendAgain() {
        Attempt attempt = waiting.send();
        if (!attempt.isAllowed()) {
            return page.get().tooEarly(attempt);
        }
        noteBegun(login, waiting.address());
        return page.get().sentAgain();
    }
}
