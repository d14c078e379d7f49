package shop.identity.lockout;

import java.util.UUID;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;

/** An attempt that was let through, up to the end of its request, which settles it when nobody has. */
final class OpenAttempt extends AbstractKeycloakTransaction {

    private static final Logger LOG = Logger.getLogger(OpenAttempt.class);

    private enum Outcome {
        /** Nothing was looked at, or it was right and there is another step to come. */
        NONE,
        FAILED,
        SUCCEEDED
    }

    private final Attempts attempts;
    private final Account account;
    private final LockoutRules rules;
    private final UUID attempt;
    private final boolean isDisabled;
    private Outcome outcome = Outcome.NONE;
    private boolean isCode;

    /**
     * @param attempt    null when nothing was counted before
     * @param isDisabled Keycloak looks at the password of a disabled user, and does not say that it was wrong
     */
    OpenAttempt(Attempts attempts, Account account, LockoutRules rules, UUID attempt, boolean isDisabled) {
        this.attempts = attempts;
        this.account = account;
        this.rules = rules;
        this.attempt = attempt;
        this.isDisabled = isDisabled;
    }

    Account account() {
        return account;
    }

    /**
     * At once, so that whoever waits for a place knows before this answer is on its way. It is a failure from here on: where
     * that cannot be written the attempt is not given back in the end, but counts as abandoned.
     */
    void failed(Failure failure) {
        if (outcome == Outcome.NONE) {
            outcome = Outcome.FAILED;
            attempts.fail(account, attempt, failure);
        }
    }

    void succeeded(boolean code) {
        outcome = Outcome.SUCCEEDED;
        isCode = code;
    }

    @Override
    protected void commitImpl() {
        settle(outcome);
    }

    @Override
    protected void rollbackImpl() {
        settle(outcome == Outcome.SUCCEEDED ? Outcome.NONE : outcome);
    }

    /** Where the counter is away by now, the attempt counts as a failure in the end: that is the safe side. */
    private void settle(Outcome end) {
        try {
            switch (end) {
                case FAILED -> {}
                case SUCCEEDED -> attempts.succeed(account, rules, attempt, isCode);
                case NONE -> giveBack();
            }
        } catch (RuntimeException e) {
            LOG.warn("An attempt to sign in could not be settled");
            LOG.debug("settling failed", e);
        }
    }

    private void giveBack() {
        if (isDisabled) {
            attempts.fail(account, attempt, Failure.ofNobodyKnown());
        } else if (attempt != null) {
            attempts.release(account, rules, attempt);
        }
    }
}
