package shop.identity.lockout;

import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.function.Supplier;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;
import shop.identity.browser.KnownBrowsers;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;
import shop.identity.customer.UnlockReason;
import shop.identity.limits.Attempt;
import shop.identity.limits.Uncounted;
import shop.identity.login.TryAgain;

/**
 * Keycloak's brute force protection, counted in the database before a password or a code is looked at. Keycloak asks {@link
 * #isTemporarilyDisabled} on all paths that look at one, in the request that does: that is where an attempt begins. It is
 * settled when Keycloak tells what became of it, at the latest when the request ends.
 *
 * <p>Belongs to the session, and is used on its thread.
 */
final class AccountLockout implements BruteForceProtector {

    private static final Set<String> COUNTED =
            Set.of(PasswordCredentialModel.TYPE, OTPCredentialModel.TYPE, RecoveryAuthnCodesCredentialModel.TYPE);

    /** Keycloak does not ask before these look at a password (SAML ECP, Docker): they can only be counted afterwards. */
    private static final Set<String> COUNTED_AFTERWARDS = Set.of("basic", "docker");

    /** A place gets free as soon as a password has been looked at. */
    private static final Duration SHORTLY = Duration.ofSeconds(2);

    private final KeycloakSession session;
    private final Attempts attempts;
    private final Entrance entrance;
    private final Uncounted uncounted;
    private final KnownBrowsers browsers;
    private OpenAttempt open;

    AccountLockout(KeycloakSession session, Attempts attempts, Entrance entrance, Uncounted uncounted) {
        this.session = session;
        this.attempts = attempts;
        this.entrance = entrance;
        this.uncounted = uncounted;
        this.browsers = new KnownBrowsers(session);
    }

    @Override
    public boolean isTemporarilyDisabled(KeycloakSession asking, RealmModel realm, UserModel user) {
        Account account = Account.of(realm.getId(), user.getId());
        if (session.getContext().getAuthenticationSession() == null) {
            // Nobody signs in: the console, or an exchange of tokens.
            return counted(() -> attempts.isLocked(account, LockoutRules.of(realm)));
        }
        return !isOpenFor(user) && isLocked(counted(() -> begin(account, realm, user)));
    }

    /** Who only waited in vain may have the right password, and is not told that it is wrong. */
    private boolean isLocked(Attempts.Answer answer) {
        if (answer == Attempts.Answer.FULL) {
            throw TryAgain.inPlaceOfAnswer(session, Attempt.crowded(SHORTLY));
        }
        return answer == Attempts.Answer.LOCKED;
    }

    private boolean isOpenFor(UserModel user) {
        return open != null && open.account().userId().equals(user.getId());
    }

    private Attempts.Answer begin(Account account, RealmModel realm, UserModel user) {
        LockoutRules rules = LockoutRules.of(realm);
        Entrance.Admission admission =
                entrance.enter(account, rules, browsers.known(realm, user).orElse(null));
        if (admission.answer() == Attempts.Answer.ADMITTED) {
            open = new OpenAttempt(attempts, admission.counted(), rules, admission.attempt(), !user.isEnabled());
            session.getTransactionManager().enlistAfterCompletion(open);
        } else if (admission.answer() == Attempts.Answer.LOCKED) {
            attempts.pretend(realm.getId());
            // Read where a password is looked at, and then known to the cache.
            user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
        }
        return admission.answer();
    }

    /** What a step of an attempt costs, where there is nothing to count. */
    void pretend(RealmModel realm) {
        counted(() -> {
            attempts.pretend(realm.getId());
            return true;
        });
    }

    /** What cannot be counted is refused: a counter that is away is no open door. */
    private <T> T counted(Supplier<T> work) {
        try {
            T answer = work.get();
            uncounted.counted();
            return answer;
        } catch (RuntimeException e) {
            uncounted.refused(e);
            throw TryAgain.inPlaceOfAnswer(session, Attempt.unavailable());
        }
    }

    @Override
    public boolean isPermanentlyLockedOut(KeycloakSession asking, RealmModel realm, UserModel user) {
        // The reason first: it is read of everybody, or else the suspended would be slower.
        boolean isLocked = DISABLED_BY_PERMANENT_LOCKOUT.equals(user.getFirstAttribute(UserModel.DISABLED_REASON))
                && !user.isEnabled();
        if (isLocked && session.getContext().getAuthenticationSession() != null) {
            pretend(realm);
            pretend(realm);
        }
        return isLocked;
    }

    @Override
    public void failedLogin(
            RealmModel realm, UserModel user, ClientConnection client, UriInfo uri, Set<String> categories) {
        if (!isOpenFor(user) && !isGuess(categories)) {
            return;
        }
        boolean isCode = categories != null && categories.contains(OTPCredentialModel.TYPE);
        Failure failure = new Failure(client.getRemoteHost(), isCode, new Guess(uri));
        counted(() -> {
            if (isOpenFor(user)) {
                open.failed(failure);
            } else {
                attempts.fail(Account.of(realm.getId(), user.getId()), null, failure);
            }
            return true;
        });
    }

    /** Keycloak reports other things than guesses, too: a form that is filled in badly, for one. Those are nobody's failures. */
    private static boolean isGuess(Set<String> categories) {
        return categories != null
                && !(Collections.disjoint(COUNTED, categories) && Collections.disjoint(COUNTED_AFTERWARDS, categories));
    }

    /** Takes effect after the commit: a login that is rolled back is none. */
    @Override
    public void successfulLogin(
            RealmModel realm, UserModel user, ClientConnection client, UriInfo uri, Set<String> categories) {
        if (categories == null || Collections.disjoint(COUNTED, categories)) {
            return;
        }
        boolean isCode = categories.contains(OTPCredentialModel.TYPE);
        if (!isOpenFor(user)) {
            open = new OpenAttempt(attempts, signedInTo(realm, user), LockoutRules.of(realm), null, false);
            session.getTransactionManager().enlistAfterCompletion(open);
        }
        open.succeeded(isCode);
        browsers.remember(realm, user);
    }

    /**
     * In a step behind the password, where no attempt is open: a known browser that went past a lock leaves it alone, for the
     * others.
     */
    private Account signedInTo(RealmModel realm, UserModel user) {
        Account account = Account.of(realm.getId(), user.getId());
        return browsers.known(realm, user)
                .filter(browser -> counted(() -> attempts.isLocked(account, LockoutRules.of(realm))))
                .map(account::fromBrowser)
                .orElse(account);
    }

    /** Keycloak asks for it when staff enable an account that was locked for good. */
    @Override
    public void cleanUpPermanentLockout(KeycloakSession asking, RealmModel realm, UserModel user) {
        user.removeAttribute(UserModel.DISABLED_REASON);
        session.loginFailures().removeUserLoginFailure(realm, user.getId());
        CustomerFacts.tell(session, realm, user.getId(), new CustomerFact.Unlocked(UnlockReason.ADMINISTRATION));
    }

    @Override
    public void close() {}
}
