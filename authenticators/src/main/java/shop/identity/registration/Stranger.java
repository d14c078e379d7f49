package shop.identity.registration;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import shop.identity.limits.Attempt;
import shop.identity.link.LinkMail;
import shop.identity.link.Links;
import shop.identity.token.CodeTries;
import shop.identity.token.TokenKind;
import shop.identity.verification.EmailVerification;
import shop.identity.verification.Waiting;

/**
 * Somebody who registered with an address that has an account: waits as everybody does, for a code that was never sent.
 * The owner of the address gets a mail that says so.
 */
final class Stranger implements Waiting {

    private static final String TRIES = "shop-registration-tries";
    private static final int MOST_TRIES = 5;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AuthenticationSessionModel registration;
    private final EmailVerification verification;

    Stranger(KeycloakSession session, RealmModel realm, AuthenticationSessionModel registration) {
        this.session = session;
        this.realm = realm;
        this.registration = registration;
        this.verification = new EmailVerification(session, realm);
    }

    @Override
    public String address() {
        return TakenAddress.of(registration);
    }

    @Override
    public Attempt send() {
        Attempt attempt = verification.mayMail(address());
        if (attempt.isAllowed()) {
            registration.removeAuthNote(TRIES);
            mailOwner();
        }
        return attempt;
    }

    private void mailOwner() {
        UserModel owner = session.users().getUserByEmail(realm, address());
        if (owner != null && owner.isEnabled()) {
            Links links = new Links(session);
            new LinkMail(session, realm, owner)
                    .with("loginLink", links.account(realm).toString())
                    .with("resetLink", links.forgotten(realm).toString())
                    .send("shop-account-exists", "shopAccountExistsSubject");
        }
    }

    @Override
    public Attempt mayType() {
        return verification.mayType();
    }

    /** As many tries as a customer has. None is right. */
    @Override
    public CodeTries.Outcome type(String code) {
        CodeTries.of(session).make(address(), TokenKind.VERIFY_EMAIL, code);
        String before = registration.getAuthNote(TRIES);
        int tries = before == null ? 0 : Integer.parseInt(before);
        registration.setAuthNote(TRIES, String.valueOf(tries + 1));
        return tries < MOST_TRIES ? CodeTries.Outcome.WRONG : CodeTries.Outcome.NONE_LEFT;
    }
}
