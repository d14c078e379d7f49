package shop.identity.lockout;

import jakarta.ws.rs.core.UriInfo;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
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

    private final KeycloakSession session;
    private final Attempts attempts;
    private final Turnstile turnstile;
    private final KnownBrowsers browsers;
    private OpenAttempt open;

    AccountLockout(KeycloakSession session, Attempts attempts, Turnstile turnstile) {
        this.session = session;
        this.attempts = attempts;
        this.turnstile = turnstile;
        this.browsers = new KnownBrowsers(session);
    }

    @Override
    public boolean isTemporarilyDisabled(KeycloakSession asking, RealmModel realm, UserModel user) {
        Account account = Account.of(realm.getId(), user.getId());
        if (session.getContext().getAuthenticationSession() == null) {
            // Nobody signs in: the console, or an exchange of tokens.
            return counted(() -> attempts.isLocked(account));
        }
        return !isOpenFor(user) && !counted(() -> begin(account, realm, user));
    }

    private boolean isOpenFor(UserModel user) {
        return open != null && open.account().userId().equals(user.getId());
    }

    /** A browser that is known to be the customer's counts for itself while the account is locked for all others. */
    private boolean begin(Account account, RealmModel realm, UserModel user) {
        LockoutRules rules = LockoutRules.of(realm);
        UUID attempt = UUID.randomUUID();
        Account counted = account;
        Attempts.Answer answer = turnstile.pass(account, () -> attempts.begin(account, rules, attempt));
        if (answer != Attempts.Answer.ADMITTED) {
            String browser = browsers.known(realm, user).orElse(null);
            if (browser != null) {
                counted = account.fromBrowser(browser);
                answer = attempts.begin(counted, rules, attempt);
            }
        }
        if (answer != Attempts.Answer.ADMITTED) {
            attempts.pretend(realm.getId());
            // Read where a password is looked at, and then known to the cache.
            user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
            return false;
        }
        open = new OpenAttempt(attempts, counted, rules, attempt, !user.isEnabled());
        session.getTransactionManager().enlistAfterCompletion(open);
        return true;
    }

    /** What a step of an attempt costs, where there is nothing to count. */
    void pretend(RealmModel realm) {
        counted(() -> {
            attempts.pretend(realm.getId());
            return true;
        });
    }

    /** What cannot be counted is refused: a counter that is away is no open door. */
    private boolean counted(java.util.function.BooleanSupplier work) {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            throw new CounterAway(session, e).asAnswer();
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
        if (categories != null && Collections.disjoint(COUNTED, categories)) {
            return;
        }
        boolean isCode = categories != null && categories.contains(OTPCredentialModel.TYPE);
        counted(() -> {
            if (isOpenFor(user)) {
                open.failed(client.getRemoteHost(), isCode);
            } else {
                attempts.fail(Account.of(realm.getId(), user.getId()), null, client.getRemoteHost(), isCode);
            }
            return true;
        });
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
                .filter(browser -> attempts.isLocked(account))
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
