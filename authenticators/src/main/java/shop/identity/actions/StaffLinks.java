package shop.identity.actions;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.TokenVerifier;
import org.keycloak.authentication.actiontoken.DefaultActionToken;
import org.keycloak.authentication.actiontoken.execactions.ExecuteActionsActionToken;
import org.keycloak.authentication.actiontoken.verifyemail.VerifyEmailActionToken;
import org.keycloak.common.VerificationException;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.common.util.UriUtils;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.link.LinkContext;
import shop.identity.link.LinkMail;
import shop.identity.link.Links;
import shop.identity.server.KeycloakTransactions;
import shop.identity.token.IssuedToken;
import shop.identity.token.TokenKind;
import shop.identity.token.TokenOrder;
import shop.identity.token.Tokens;
import shop.identity.verification.EmailVerification;

/**
 * Mails that staff start, from the console or by REST: sent with a link of ours in place of Keycloak's, which anybody who
 * opens it, a mail scanner too, sets going, and which works for as long as it lives. What staff said is read from
 * Keycloak's own link: there is no other place where all of it stands.
 */
public final class StaffLinks {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public StaffLinks(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /** @param link Keycloak's, to verify the address */
    public void verifyEmail(String link) {
        VerifyEmailActionToken token = read(link, VerifyEmailActionToken.class);
        verifyEmail(token, token.getRedirectUri());
    }

    /** @param link Keycloak's, to carry out required actions */
    public void executeActions(String link) {
        ExecuteActionsActionToken token = read(link, ExecuteActionsActionToken.class);
        List<String> actions = token.getRequiredActions();
        if (actions.equals(List.of(UserModel.RequiredAction.VERIFY_EMAIL.name()))) {
            verifyEmail(token, token.getRedirectUri());
        } else {
            mail(token, LinkContext.ofStaff(token.getIssuedFor(), token.getRedirectUri(), actions));
        }
    }

    private void verifyEmail(DefaultActionToken token, String redirect) {
        new EmailVerification(session, realm)
                .sendForStaff(user, LinkContext.ofStaff(token.getIssuedFor(), redirect, List.of()), life(token));
    }

    private void mail(DefaultActionToken token, LinkContext context) {
        Duration life = life(token);
        TokenOrder order =
                new TokenOrder(TokenKind.ACTIONS, realm.getId(), user.getId(), user.getEmail(), life, context.toText());
        IssuedToken issued = KeycloakTransactions.within(
                session, connection -> Tokens.of(session).issueLink(connection, order));
        new LinkMail(session, realm, user)
                .startedByStaff()
                .withLink(new Links(session).to(realm, issued.secret()), life)
                .with(Constants.TEMPLATE_ATTR_REQUIRED_ACTIONS, context.actions())
                .send("shop-actions", "shopActionsSubject");
    }

    private static Duration life(DefaultActionToken token) {
        return Duration.between(Instant.now(), Instant.ofEpochSecond(token.getExp()));
    }

    /** Not verified: it has never left the server. */
    private static <T extends DefaultActionToken> T read(String link, Class<T> kind) {
        MultivaluedHashMap<String, String> query =
                UriUtils.decodeQueryString(URI.create(link).getRawQuery());
        try {
            return TokenVerifier.create(
                            Stream.ofNullable(query.getFirst(Constants.KEY))
                                    .findFirst()
                                    .orElse(""),
                            kind)
                    .getToken();
        } catch (VerificationException e) {
            throw new IllegalStateException("a link of Keycloak's that is none", e);
        }
    }
}
