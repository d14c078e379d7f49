package shop.identity.reset;

import java.time.Duration;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
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

/** The link by which a customer sets a new password. */
final class ResetLink {

    /** Where Keycloak's console says how long such a link lives. */
    private static final String LIFESPAN = "reset-credentials";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Links links;

    ResetLink(KeycloakSession session, RealmModel realm, Links links) {
        this.session = session;
        this.realm = realm;
        this.links = links;
    }

    static boolean isFor(UserModel user) {
        return user.isEnabled() && user.getEmail() != null && !user.getEmail().isBlank();
    }

    /** Queues the mail; an older one is void from the commit on, and this one once the password is another. */
    void send(UserModel user, LinkContext from) {
        Duration life = Duration.ofSeconds(realm.getActionTokenGeneratedByUserLifespan(LIFESPAN));
        IssuedToken issued = KeycloakTransactions.within(session, connection -> {
            LinkContext context = from.inPlaceOf(PasswordStamp.read(connection, user.getId()));
            TokenOrder order = new TokenOrder(
                    TokenKind.RESET_PASSWORD, realm.getId(), user.getId(), user.getEmail(), life, context.toText());
            return Tokens.of(session).issueLink(connection, order);
        });
        new LinkMail(session, realm, user)
                .withLink(links.to(realm, issued.secret()), life)
                .send("shop-reset-password", "shopResetPasswordSubject");
        EventBuilder event = new EventBuilder(realm, session).event(EventType.SEND_RESET_PASSWORD);
        if (from.client() != null) {
            event.client(from.client());
        }
        event.user(user).detail(Details.EMAIL, user.getEmail()).success();
    }
}
