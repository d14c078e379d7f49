package shop.identity.lockout;

import java.util.UUID;

/**
 * Where attempts come in. A browser that is known to be the customer's counts for itself while the account is locked for all
 * others, or crowded: it does not queue with strangers.
 */
record Entrance(Attempts attempts, Turnstile turnstile) {

    /**
     * @param counted where the attempt has a place, if it has one
     * @param attempt the place's id
     */
    record Admission(Attempts.Answer answer, Account counted, UUID attempt) {}

    /** @param browser one that is known to be the customer's; null for any other */
    Admission enter(Account account, LockoutRules rules, String browser) {
        UUID attempt = UUID.randomUUID();
        if (browser == null) {
            return await(account, rules, attempt);
        }
        Attempts.Answer answer = attempts.begin(account, rules, attempt, Turnstile.ANSWER);
        return answer == Attempts.Answer.ADMITTED
                ? new Admission(answer, account, attempt)
                : await(account.fromBrowser(browser), rules, attempt);
    }

    private Admission await(Account account, LockoutRules rules, UUID attempt) {
        Attempts.Answer answer = turnstile.pass(account, patience -> attempts.begin(account, rules, attempt, patience));
        return new Admission(answer, account, attempt);
    }
}
