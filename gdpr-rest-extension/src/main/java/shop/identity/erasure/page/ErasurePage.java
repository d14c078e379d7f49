package shop.identity.erasure.page;

import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AuthenticationSessionManager;
import shop.identity.erasure.DueDay;
import shop.identity.erasure.Erasure;
import shop.identity.erasure.blocking.StillOpen;

/**
 * What a customer is shown who asks to be erased.
 *
 * @param due when it would be done if it was asked for now
 */
record ErasurePage(RequiredActionContext context, Instant due) {

    private static final String TEMPLATE = "shop-erasure-ask.ftl";

    Response question() {
        return ask(context.form());
    }

    Response stillOpen(StillOpen open) {
        List<Map<String, String>> named = open.named().stream()
                .map(item -> Map.of("kind", item.kind(), "id", item.id()))
                .toList();
        return ask(context.form()
                .setError("shopErasureOpenMessage")
                .setAttribute("shopOpen", named)
                .setAttribute("shopOpenMore", open.more()));
    }

    Response nobodyKnows() {
        return ask(context.form().setError("shopErasureUnknownMessage"));
    }

    private Response ask(LoginFormsProvider form) {
        return page(form.setAttribute("shopDay", day(due)).setAttribute("shopMailed", isMailed()), "ask");
    }

    Response impossible() {
        return page(context.form(), "impossible");
    }

    private Response page(LoginFormsProvider form, String state) {
        return form.setAttribute("shopState", state)
                .setAttribute("shopAction", context.getActionUrl().toString())
                .createForm(TEMPLATE);
    }

    Response accepted(Erasure erasure) {
        return farewell(isMailed() ? "shopErasureAcceptedMailedMessage" : "shopErasureAcceptedMessage", erasure);
    }

    Response acceptedBefore(Erasure erasure) {
        return farewell("shopErasureAcceptedBeforeMessage", erasure);
    }

    /** The login ends here: its customer is signed out everywhere, and the browser shall not be the exception. */
    private Response farewell(String message, Erasure erasure) {
        KeycloakSession session = context.getSession();
        String day = day(erasure.due());
        new AuthenticationSessionManager(session)
                .removeAuthenticationSession(context.getRealm(), context.getAuthenticationSession(), true);
        return session.getProvider(LoginFormsProvider.class)
                .setUser(context.getUser())
                .setAttribute("messageHeader", "shopErasureRequestedHeading")
                .setInfo(message, day)
                .createInfoPage();
    }

    private boolean isMailed() {
        return context.getUser().getEmail() != null;
    }

    private String day(Instant time) {
        Locale locale = context.getSession().getContext().resolveLocale(context.getUser());
        return DueDay.of(time, locale);
    }
}
