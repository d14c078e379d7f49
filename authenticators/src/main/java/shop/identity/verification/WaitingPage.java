package shop.identity.verification;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;
import shop.identity.limits.Attempt;
import shop.identity.token.CodeTries;

/**
 * The page that waits for the code, or for the link to be followed. It looks the same whether a customer waits or somebody
 * who typed the address of one.
 */
public final class WaitingPage {

    static final String TEMPLATE = "shop-verify-email.ftl";
    static final String CODE = "code";

    private final LoginFormsProvider form;

    /** @param form of the step that shows it */
    public WaitingPage(LoginFormsProvider form, String action, String address) {
        this.form = form.setAttribute("shopAction", action).setAttribute("shopAddress", address);
    }

    public Response show() {
        return form.createForm(TEMPLATE);
    }

    public Response sentAgain() {
        return form.setInfo("shopMailResentMessage").createForm(TEMPLATE);
    }

    public Response wrong(CodeTries.Outcome outcome) {
        String message = outcome == CodeTries.Outcome.WRONG ? "shopCodeWrongMessage" : "shopCodeTriesMessage";
        return form.setErrors(List.of(new FormMessage(CODE, message))).createForm(TEMPLATE);
    }

    public Response tooEarly(Attempt attempt) {
        if (attempt.verdict() == Attempt.Verdict.UNAVAILABLE) {
            return form.setError("shopRefusedText.unavailable").createForm(TEMPLATE);
        }
        return form.setError("shopResendEarlyMessage", attempt.retrySeconds()).createForm(TEMPLATE);
    }
}
