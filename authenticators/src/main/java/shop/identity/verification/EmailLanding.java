package shop.identity.verification;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.utils.FormMessage;
import shop.identity.limits.Attempt;
import shop.identity.link.Landing;
import shop.identity.link.LinkContext;
import shop.identity.link.LinkPages;
import shop.identity.link.MaskedAddress;
import shop.identity.link.OpenedLink;
import shop.identity.password.NewPassword;

/** The page of the link that verifies a mail address. */
public final class EmailLanding implements Landing.Renewable {

    private static final String TEMPLATE = "shop-link-confirm.ftl";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final LinkPages pages;

    public EmailLanding(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.pages = new LinkPages(session, realm);
    }

    @Override
    public Response ask(OpenedLink link) {
        return page(link, pages.form());
    }

    private Response page(OpenedLink link, LoginFormsProvider form) {
        return form.setAttribute("shopPurpose", "verify")
                .setAttribute("shopAddress", MaskedAddress.of(link.user().getEmail()))
                .setAttribute("shopPasswordNeeded", needsPassword(link))
                .createForm(TEMPLATE);
    }

    @Override
    public Response confirm(OpenedLink link) {
        UserModel user = link.user();
        NewPassword password = needsPassword(link) ? NewPassword.in(link.form()) : null;
        Optional<FormMessage> fault = password == null ? Optional.empty() : password.fault(session, realm, user);
        if (fault.isPresent()) {
            return page(link, pages.form().setErrors(List.of(fault.get())));
        }
        EventBuilder event =
                new EventBuilder(realm, session, session.getContext().getConnection());
        if (link.context().client() != null) {
            event.client(link.context().client());
        }
        if (!new EmailVerification(session, realm).use(link.token().id(), user, event)) {
            return pages.invalid("used", false, link.context());
        }
        if (password != null) {
            password.setFor(user);
        }
        Optional<WaitingBrowser> browser = waiting(user);
        if (browser.isEmpty()) {
            return pages.done("verified", link.context());
        }
        browser.get().noteVerified();
        return Response.seeOther(browser.get().next(session, realm)).build();
    }

    /**
     * A customer who registered without a password, and does not wait in this browser to choose one there, chooses it
     * here: what a stranger typed is never the password of an address that its owner verifies.
     */
    private boolean needsPassword(OpenedLink link) {
        UserModel user = link.user();
        return waiting(user).isEmpty()
                && user.getRequiredActionsStream().anyMatch(UserModel.RequiredAction.UPDATE_PASSWORD.name()::equals)
                && !user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE);
    }

    private Optional<WaitingBrowser> waiting(UserModel user) {
        return WaitingBrowser.of(session, realm, user);
    }

    @Override
    public Attempt renew(UserModel user, LinkContext context) {
        return new EmailVerification(session, realm).send(user, context);
    }
}
