package shop.identity.actions;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.link.Landing;
import shop.identity.link.LinkPages;
import shop.identity.link.MaskedAddress;
import shop.identity.link.OpenedLink;
import shop.identity.server.KeycloakTransactions;
import shop.identity.token.Tokens;
import shop.identity.verification.EmailVerification;

/**
 * The page of a link by which staff ask for something. Its button verifies the address, and leads into Keycloak's required
 * actions.
 *
 * <p>Crash safety: that the link is used up, the verified address and the actions that now stand at the customer are one
 * transaction. A node that dies before the browser has got anywhere, or a customer who closes the page, leaves the actions
 * to the next login. A link that does not work any more is not sent again: staff decide anew.
 */
public final class ActionsLanding implements Landing {

    private static final String TEMPLATE = "shop-link-confirm.ftl";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final LinkPages pages;

    public ActionsLanding(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.pages = new LinkPages(session, realm);
    }

    @Override
    public Response ask(OpenedLink link) {
        return pages.form()
                .setAttribute("shopPurpose", "actions")
                .setAttribute("shopAddress", MaskedAddress.of(link.user().getEmail()))
                .createForm(TEMPLATE);
    }

    @Override
    public Response confirm(OpenedLink link) {
        boolean used = KeycloakTransactions.within(
                session,
                connection -> Tokens.of(session).use(connection, link.token().id()));
        if (!used) {
            return pages.invalid("used", false, link.context());
        }
        UserModel user = link.user();
        EventBuilder event = new EventBuilder(
                        realm, session, session.getContext().getConnection())
                .event(EventType.EXECUTE_ACTIONS)
                .user(user);
        new EmailVerification(session, realm).isShown(user, event);
        ActionsSession login = ActionsSession.begin(session, realm, user, link.context());
        remaining(link.context().actions()).forEach(user::addRequiredAction);
        Response next = login.next(event);
        event.success();
        return next;
    }

    /** What may be asked for at a login as well; others are carried out now or not at all. */
    private static List<String> remaining(List<String> actions) {
        List<String> known = List.of(
                UserModel.RequiredAction.UPDATE_PROFILE.name(),
                UserModel.RequiredAction.CONFIGURE_TOTP.name(),
                UserModel.RequiredAction.CONFIGURE_RECOVERY_AUTHN_CODES.name(),
                UserModel.RequiredAction.UPDATE_PASSWORD.name(),
                UserModel.RequiredAction.TERMS_AND_CONDITIONS.name(),
                UserModel.RequiredAction.UPDATE_EMAIL.name());
        return actions.stream().filter(known::contains).toList();
    }
}
