package shop.identity.phoneverification;

import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;
import shop.identity.limits.Attempt;
import shop.identity.link.MaskedAddress;
import shop.identity.phone.PhoneNumberValidator;

/** The page that waits for the code. */
final class PhonePage {

    static final String CODE = "code";

    private static final String TEMPLATE = "shop-verify-phone.ftl";

    private final LoginFormsProvider form;

    PhonePage(LoginFormsProvider form, String action, NumberField field) {
        this.form = form.setAttribute("shopAction", action)
                .setAttribute("shopCanChange", field.canChange())
                .setAttribute("shopCanRemove", field.canRemove());
    }

    Response show(String number) {
        return form.setAttribute("shopNumber", MaskedAddress.ofNumber(number)).createForm(TEMPLATE);
    }

    Response textedAgain(String number) {
        form.setInfo("shopSmsResentMessage");
        return show(number);
    }

    Response fault(String number, PhoneVerification.Answer answer) {
        return switch (answer) {
            case TAKEN -> fault(number, PhoneVerification.NUMBER, "shopNumberTakenMessage");
            case EXPIRED -> fault(number, CODE, "shopCodeExpiredMessage");
            case TRIES_USED_UP -> fault(number, CODE, "shopCodeTriesMessage");
            default -> fault(number, CODE, "shopCodeWrongMessage");
        };
    }

    Response noNumber(String number) {
        return fault(number, PhoneVerification.NUMBER, PhoneNumberValidator.MESSAGE);
    }

    private Response fault(String number, String field, String message) {
        form.setErrors(List.of(new FormMessage(field, message)));
        return show(number);
    }

    Response tooEarly(String number, Attempt attempt) {
        if (attempt.verdict() == Attempt.Verdict.UNAVAILABLE) {
            form.setError("shopRefusedText.unavailable");
        } else {
            form.setError("shopResendEarlyMessage", attempt.retrySeconds());
        }
        return show(number);
    }
}
