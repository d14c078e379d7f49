package shop.identity.reset;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.storage.ReadOnlyException;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;
import shop.identity.link.Landing;
import shop.identity.link.LinkContext;
import shop.identity.link.LinkPages;
import shop.identity.link.Links;
import shop.identity.link.MaskedAddress;
import shop.identity.link.OpenedLink;
import shop.identity.password.NewPassword;
import shop.identity.server.KeycloakTransactions;

/** The page of the link that sets a new password. It lets nobody in: the customer signs in with what was set. */
public final class ResetLanding implements Landing.Renewable {

    private static final Logger LOG = Logger.getLogger(ResetLanding.class);
    private static final String TEMPLATE = "shop-link-reset.ftl";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final LinkPages pages;

    public ResetLanding(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.pages = new LinkPages(session, realm);
    }

    @Override
    public Response ask(OpenedLink link) {
        return isOvertaken(link) ? overtaken(link) : page(link, pages.form());
    }

    /** Somebody has set another password since the link was sent. */
    private boolean isOvertaken(OpenedLink link) {
        String now = KeycloakTransactions.within(
                session,
                connection -> PasswordStamp.read(connection, link.user().getId()));
        return !now.equals(link.context().password());
    }

    private Response overtaken(OpenedLink link) {
        return pages.invalid("changed", false, link.context());
    }

    private static Response page(OpenedLink link, LoginFormsProvider form) {
        return form.setAttribute("shopAddress", MaskedAddress.of(link.user().getEmail()))
                .createForm(TEMPLATE);
    }

    @Override
    public Response confirm(OpenedLink link) {
        if (isOvertaken(link)) {
            return overtaken(link);
        }
        NewPassword password = NewPassword.in(link.form());
        Optional<FormMessage> fault = password.fault(session, realm, link.user());
        if (fault.isPresent()) {
            return page(link, pages.form().setErrors(List.of(fault.get())));
        }
        try {
            return switch (new PasswordReset(session, realm).of(link, password)) {
                case DONE -> pages.done("reset", link.context());
                case USED -> pages.invalid("used", false, link.context());
                case OVERTAKEN -> overtaken(link);
            };
        } catch (ReadOnlyException | ModelException e) {
            return refusedByDirectory(link, e);
        }
    }

    /** A directory that keeps passwords to itself, or has rules of its own. The link stays as it was. */
    private Response refusedByDirectory(OpenedLink link, RuntimeException refusal) {
        LOG.debug("a directory refuses the password", refusal);
        session.getTransactionManager().setRollbackOnly();
        FormMessage message = new FormMessage("password", "shopPasswordRefusedMessage");
        return page(link, pages.form().setErrors(List.of(message)));
    }

    @Override
    public Attempt renew(UserModel user, LinkContext context) {
        AttemptLimiter limiter = session.getProvider(AttemptLimiter.class);
        Attempt attempt = limiter.byNetwork(realm, LimitedAction.RESET);
        if (attempt.isAllowed()) {
            attempt = limiter.byAddress(realm, LimitedAction.RESET, user.getEmail());
        }
        if (attempt.isAllowed()) {
            new ResetLink(session, realm, new Links(session)).send(user, context);
        }
        return attempt;
    }
}
