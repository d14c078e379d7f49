package shop.identity.link;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.util.ResolveRelative;
import shop.identity.limits.Attempt;
import shop.identity.request.PageAddress;

/** What a browser is shown that followed a link. */
public final class LinkPages {

    private final KeycloakSession session;
    private final RealmModel realm;

    public LinkPages(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** Its forms come back to the address that shows it. */
    public LoginFormsProvider form() {
        URI self = PageAddress.of(session);
        return session.getProvider(LoginFormsProvider.class)
                .setActionUri(self)
                .setAttribute("shopAction", self.toString());
    }

    public Response done(String what, LinkContext context) {
        String target = continuation(context);
        LoginFormsProvider form = form().setAttribute("shopDone", what);
        if (target != null) {
            form.setAttribute("shopContinueUrl", target);
        }
        return form.createForm("shop-link-done.ftl");
    }

    /**
     * @param reason   expired, used, replaced, unknown
     * @param canRenew whether a button offers a new one
     */
    public Response invalid(String reason, boolean canRenew, LinkContext context) {
        LoginFormsProvider form = form().setStatus(Response.Status.BAD_REQUEST)
                .setAttribute("shopReason", reason.toLowerCase(Locale.ROOT))
                .setAttribute("shopCanRenew", canRenew);
        String target = continuation(context);
        if (target != null) {
            form.setAttribute("shopRestartUrl", target);
        }
        return form.createForm("shop-link-invalid.ftl");
    }

    /** Too many, or they cannot be counted. */
    public Response refused(Attempt attempt) {
        return refused(form(), attempt);
    }

    public static Response refused(LoginFormsProvider form, Attempt attempt) {
        boolean limited = attempt.verdict() != Attempt.Verdict.UNAVAILABLE;
        long seconds = attempt.retrySeconds();
        if (limited) {
            form.setResponseHeader("Retry-After", String.valueOf(seconds));
        }
        return form.setStatus(limited ? Response.Status.TOO_MANY_REQUESTS : Response.Status.SERVICE_UNAVAILABLE)
                .setAttribute("shopReason", limited ? "limit" : "unavailable")
                .setAttribute("shopRetrySeconds", seconds)
                .createForm("shop-refused.ftl");
    }

    /** Where the customer came from; null when that is not known. */
    private String continuation(LinkContext context) {
        if (context.redirect() != null) {
            return context.redirect();
        }
        ClientModel client = context.client() == null ? null : realm.getClientByClientId(context.client());
        return client == null || client.getBaseUrl() == null
                ? null
                : ResolveRelative.resolveRelativeUri(session, client.getRootUrl(), client.getBaseUrl());
    }
}
