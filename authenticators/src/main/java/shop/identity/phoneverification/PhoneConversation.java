package shop.identity.phoneverification;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import shop.identity.limits.Attempt;
import shop.identity.phone.PhoneNumber;
import shop.identity.phone.Region;

/** What is said on the page, from the first message to the right code. */
final class PhoneConversation {

    private static final String TEXTED = "shop-phone-texted";
    private static final String ACTION = "action";

    private final AuthenticationSessionModel login;
    private final UserModel user;
    private final PhoneVerification verification;
    private final Region region;
    private final NumberField field;
    private final Supplier<PhonePage> page;

    PhoneConversation(
            AuthenticationSessionModel login,
            UserModel user,
            PhoneVerification verification,
            Region region,
            NumberField field,
            Supplier<PhonePage> page) {
        this.login = login;
        this.user = user;
        this.verification = verification;
        this.region = region;
        this.field = field;
        this.page = page;
    }

    /** Shows the page; sends a message the first time, not when the page is loaded again. */
    Response begin(String number) {
        if (number.equals(login.getAuthNote(TEXTED))) {
            return page.get().show(number);
        }
        return text(number).orElseGet(() -> page.get().show(number));
    }

    /** @return null when there is nothing left to do */
    Response goOn(String number, MultivaluedMap<String, String> form) {
        return switch (Optional.ofNullable(form.getFirst(ACTION)).orElse("")) {
            case "resend" -> text(number).orElseGet(() -> page.get().textedAgain(number));
            case "change" ->
                field.canChange() ? change(number, form.getFirst(PhoneVerification.NUMBER)) : begin(number);
            case "remove" -> field.canRemove() ? remove() : begin(number);
            default -> type(number, form.getFirst(PhonePage.CODE));
        };
    }

    private Response type(String number, String code) {
        if (code == null || code.isBlank()) {
            return begin(number);
        }
        Attempt attempt = verification.mayType();
        if (!attempt.isAllowed()) {
            return page.get().tooEarly(number, attempt);
        }
        PhoneVerification.Answer answer = verification.type(user, number, code);
        return answer == PhoneVerification.Answer.RIGHT ? null : page.get().fault(number, answer);
    }

    private Response change(String number, String typed) {
        Optional<String> next =
                PhoneNumber.read(typed == null ? "" : typed.strip(), region).map(PhoneNumber::e164);
        if (next.isEmpty()) {
            return page.get().noNumber(number);
        }
        Attempt attempt = verification.mayText(user, next.get());
        if (!attempt.isAllowed()) {
            return page.get().tooEarly(number, attempt);
        }
        if (!next.get().equals(number)) {
            verification.change(user, next.get());
        }
        verification.text(user, next.get());
        login.setAuthNote(TEXTED, next.get());
        return page.get().textedAgain(next.get());
    }

    private Response remove() {
        verification.remove(user);
        return null;
    }

    /** @return what is shown when none can be sent now */
    private Optional<Response> text(String number) {
        Attempt attempt = verification.mayText(user, number);
        if (!attempt.isAllowed()) {
            return Optional.of(page.get().tooEarly(number, attempt));
        }
        verification.text(user, number);
        login.setAuthNote(TEXTED, number);
        return Optional.empty();
    }
}
