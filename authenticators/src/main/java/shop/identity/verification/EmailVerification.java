package shop.identity.verification;

import java.time.Duration;
import java.util.UUID;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;
import shop.identity.link.LinkContext;
import shop.identity.link.LinkMail;
import shop.identity.link.Links;
import shop.identity.server.KeycloakTransactions;
import shop.identity.token.CodeTries;
import shop.identity.token.IssuedToken;
import shop.identity.token.TokenKind;
import shop.identity.token.TokenOrder;
import shop.identity.token.Tokens;
import shop.identity.welcome.Welcome;

/**
 * Makes sure that a customer has the mailbox. One mail has a link and a code; either verifies, and uses up both. Using it,
 * the verified flag and the events are one transaction, the request's.
 */
public final class EmailVerification {

    /** Where Keycloak's console says how long such a link lives. */
    private static final String LIFESPAN = "verify-email";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AttemptLimiter limiter;
    private final Tokens tokens;

    public EmailVerification(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.limiter = session.getProvider(AttemptLimiter.class);
        this.tokens = Tokens.of(session);
    }

    /** Whether a mail may go to this address now; counted, whatever becomes of it. */
    public Attempt mayMail(String address) {
        Attempt again = limiter.again(realm, LimitedAction.VERIFICATION, address);
        if (!again.isAllowed()) {
            return again;
        }
        Attempt ofNetwork = limiter.byNetwork(realm, LimitedAction.VERIFICATION);
        return ofNetwork.isAllowed() ? limiter.byAddress(realm, LimitedAction.VERIFICATION, address) : ofNetwork;
    }

    /** Within the limits, queues a mail to the customer; an older one is void from the commit on. */
    public Attempt send(UserModel user, LinkContext context) {
        Attempt attempt = mayMail(user.getEmail());
        if (attempt.isAllowed()) {
            Duration life = Duration.ofSeconds(realm.getActionTokenGeneratedByUserLifespan(LIFESPAN));
            mail(user, context, life, new LinkMail(session, realm, user));
        }
        return attempt;
    }

    /** Queues a mail that staff want sent: no limit counts it. */
    public void sendForStaff(UserModel user, LinkContext context, Duration life) {
        mail(user, context, life, new LinkMail(session, realm, user).startedByStaff());
    }

    private void mail(UserModel user, LinkContext context, Duration life, LinkMail mail) {
        TokenOrder order = new TokenOrder(
                TokenKind.VERIFY_EMAIL, realm.getId(), user.getId(), user.getEmail(), life, context.toText());
        IssuedToken issued =
                KeycloakTransactions.within(session, connection -> tokens.issueLinkAndCode(connection, order));
        mail.withLink(new Links(session).to(realm, issued.secret()), life)
                .with("code", issued.code())
                .send("shop-verify-email", "shopVerifyEmailSubject");
    }

    /** @return whether a code may be typed now; counted, whatever becomes of it */
    public Attempt mayType() {
        return limiter.byNetwork(realm, LimitedAction.OTP);
    }

    /** A right code verifies. */
    public CodeTries.Outcome type(UserModel user, String code, EventBuilder event) {
        CodeTries.Try made = CodeTries.of(session).make(user.getId(), TokenKind.VERIFY_EMAIL, code);
        if (made.outcome() != CodeTries.Outcome.RIGHT) {
            return made.outcome();
        }
        // Right, but used or replaced in between: as good as none.
        return use(made.tokenId(), user, event) ? CodeTries.Outcome.RIGHT : CodeTries.Outcome.NONE_LEFT;
    }

    /** @return false when somebody else was quicker, or the address is another one by now: nothing was changed */
    public boolean use(UUID tokenId, UserModel user, EventBuilder event) {
        if (!KeycloakTransactions.within(session, connection -> tokens.use(connection, tokenId, user.getEmail()))) {
            return false;
        }
        verified(user, event);
        return true;
    }

    /** A link of another kind that was in the mailbox was used: that shows as much as one of ours. */
    public void isShown(UserModel user, EventBuilder event) {
        if (!user.isEmailVerified()) {
            verified(user, event);
        }
    }

    private void verified(UserModel user, EventBuilder event) {
        user.setEmailVerified(true);
        user.removeRequiredAction(UserModel.RequiredAction.VERIFY_EMAIL);
        welcome(user, event.getEvent().getClientId());
        event.clone()
                .event(EventType.VERIFY_EMAIL)
                .user(user)
                .detail(Details.EMAIL, user.getEmail())
                .success();
    }

    private void welcome(UserModel user, String clientId) {
        Welcome welcome = session.getProvider(Welcome.class);
        if (welcome != null) {
            // Null where staff switched it off.
            welcome.greet(realm, user, clientId);
        }
    }
}
