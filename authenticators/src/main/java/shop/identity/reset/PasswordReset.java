package shop.identity.reset;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Date;
import java.util.List;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import shop.identity.customer.CredentialReason;
import shop.identity.link.LinkMail;
import shop.identity.link.Links;
import shop.identity.link.OpenedLink;
import shop.identity.password.NewPassword;
import shop.identity.server.KeycloakTransactions;
import shop.identity.sessions.EndedSessions;
import shop.identity.token.TokenKind;
import shop.identity.token.Tokens;
import shop.identity.verification.EmailVerification;

/**
 * What a reset brings about, in one transaction with the use of its link, the request's: the password, the verified
 * address, the void links, the notice and the events, or nothing of it.
 *
 * <p>Crash safety: sessions and the count of failed logins are Keycloak's, and go when the transaction is over. A node that
 * dies just then may leave the customer's old sessions on the others; the password is the new one.
 */
final class PasswordReset {

    enum Outcome {
        DONE,
        /** Somebody else was quicker with the same link. Nothing was changed. */
        USED,
        /** The password was changed otherwise at the same time. The link is used up, nothing else was changed. */
        OVERTAKEN
    }

    /** Whatever else is in the mailbox that leads into the account. */
    private static final List<TokenKind> IN_THE_MAILBOX =
            List.of(TokenKind.RESET_PASSWORD, TokenKind.VERIFY_EMAIL, TokenKind.ACTIONS);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Tokens tokens;

    PasswordReset(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.tokens = Tokens.of(session);
    }

    /** @param password without fault */
    Outcome of(OpenedLink link, NewPassword password) {
        Outcome outcome = KeycloakTransactions.within(session, connection -> use(connection, link));
        if (outcome == Outcome.DONE) {
            change(link, password);
        }
        return outcome;
    }

    /** All rows of tokens before any of the user's: in this order everywhere, so that nobody waits for each other. */
    private Outcome use(Connection connection, OpenedLink link) throws SQLException {
        String userId = link.user().getId();
        for (TokenKind kind : IN_THE_MAILBOX) {
            tokens.lock(connection, userId, kind);
        }
        if (!tokens.use(connection, link.token().id())) {
            return Outcome.USED;
        }
        for (TokenKind kind : IN_THE_MAILBOX) {
            tokens.replace(connection, userId, kind);
        }
        return PasswordStamp.lock(connection, userId).equals(link.context().password())
                ? Outcome.DONE
                : Outcome.OVERTAKEN;
    }

    private void change(OpenedLink link, NewPassword password) {
        UserModel user = link.user();
        EventBuilder event =
                new EventBuilder(realm, session, session.getContext().getConnection());
        if (link.context().client() != null) {
            event.client(link.context().client());
        }
        CredentialReason.RESET.noteOn(session);
        password.setFor(user);
        // The link was in the mailbox.
        new EmailVerification(session, realm).isShown(user, event);
        session.loginFailures().removeUserLoginFailure(realm, user.getId());
        event.clone().event(EventType.RESET_PASSWORD).user(user).success();
        event.clone()
                .event(EventType.UPDATE_CREDENTIAL)
                .user(user)
                .detail(Details.CREDENTIAL_TYPE, PasswordCredentialModel.TYPE)
                .success();
        notice(user);
        if (ResetOptions.of(realm).endSessions()) {
            new EndedSessions(session, realm).endAll(user, event);
        }
    }

    private void notice(UserModel user) {
        new LinkMail(session, realm, user)
                .with("shopChangedAt", new Date())
                .with("resetLink", new Links(session).forgotten(realm).toString())
                .send("shop-password-changed", "shopPasswordChangedSubject");
    }
}
