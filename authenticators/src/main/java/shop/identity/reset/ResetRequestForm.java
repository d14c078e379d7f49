package shop.identity.reset;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.Urls;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;
import shop.identity.limits.Attempt;
import shop.identity.limits.AttemptLimiter;
import shop.identity.limits.LimitedAction;
import shop.identity.link.LinkPages;
import shop.identity.link.Links;

/**
 * Takes the address of somebody who forgot the password. Nobody is looked up here: whatever the address, it is counted,
 * written down, and answered with the same page. So there is nothing to be seen, in words or in time, of whether it has an
 * account. Nobody gets past this step; the link in the mail leads elsewhere.
 */
final class ResetRequestForm implements Authenticator {

    static final String FIELD = "username";

    private static final String ASKED_FOR = "shop-reset-address";
    private static final int LONGEST = 255;

    private final ResetQueue queue;

    ResetRequestForm(ResetQueue queue) {
        this.queue = queue;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        context.challenge(
                page(context).setAttribute("shopAddress", known(context)).createForm("shop-reset-request.ftl"));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String typed = "resend".equals(form.getFirst("action")) ? login.getAuthNote(ASKED_FOR) : form.getFirst(FIELD);
        if (typed == null || typed.isBlank()) {
            context.challenge(page(context)
                    .addError(new FormMessage(FIELD, Messages.MISSING_EMAIL))
                    .createForm("shop-reset-request.ftl"));
            return;
        }
        String address = typed.strip();
        login.setAuthNote(ASKED_FOR, address);
        context.challenge(answer(context, address));
    }

    private Response answer(AuthenticationFlowContext context, String address) {
        RealmModel realm = context.getRealm();
        AttemptLimiter limiter = context.getSession().getProvider(AttemptLimiter.class);
        Attempt ofNetwork = limiter.byNetwork(realm, LimitedAction.RESET);
        if (!ofNetwork.isAllowed()) {
            return LinkPages.refused(context.form(), ofNetwork);
        }
        Attempt ofAddress = limiter.byAddress(realm, LimitedAction.RESET, address);
        if (ofAddress.verdict() == Attempt.Verdict.UNAVAILABLE) {
            return LinkPages.refused(context.form(), ofAddress);
        }
        if (ofAddress.isAllowed() && canBeAnAddress(address)) {
            ask(context, address);
        }
        return page(context).createForm("shop-reset-sent.ftl");
    }

    private void ask(AuthenticationFlowContext context, String address) {
        KeycloakSession session = context.getSession();
        queue.add(
                session,
                context.getRealm(),
                address,
                new Links(session).base(context.getRealm()),
                context.getAuthenticationSession().getClient().getClientId(),
                session.getContext().resolveLocale(null).toLanguageTag());
    }

    private static boolean canBeAnAddress(String address) {
        return address.length() <= LONGEST && address.chars().noneMatch(Character::isISOControl);
    }

    private static LoginFormsProvider page(AuthenticationFlowContext context) {
        return context.form()
                .setAttribute(
                        "shopAction",
                        context.getActionUrl(context.generateAccessCode()).toString())
                .setAttribute("shopLoginUrl", loginPage(context));
    }

    private static String loginPage(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        return Urls.realmLoginRestartPage(
                        context.getUriInfo().getBaseUri(),
                        context.getRealm().getName(),
                        login.getClient().getClientId(),
                        login.getTabId(),
                        AuthenticationProcessor.getClientData(context.getSession(), login),
                        false)
                .toString();
    }

    /** What the customer typed before, or the application knows. */
    private static String known(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        return Optional.ofNullable(login.getAuthNote(ASKED_FOR))
                .or(() -> Optional.ofNullable(login.getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME)))
                .or(() -> Optional.ofNullable(login.getClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM)))
                .orElse("");
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
