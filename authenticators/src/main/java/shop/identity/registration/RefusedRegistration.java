package shop.identity.registration;

import org.keycloak.models.utils.FormMessage;
import shop.identity.limits.Attempt;

/** Why a form is not looked at now, for the page. */
final class RefusedRegistration {

    private RefusedRegistration() {}

    static FormMessage message(Attempt attempt) {
        if (attempt.verdict() == Attempt.Verdict.UNAVAILABLE) {
            return new FormMessage("shopRefusedText.unavailable");
        }
        long minutes = (attempt.retrySeconds() + 59) / 60;
        return new FormMessage(null, "shopRefusedText.limit", minutes);
    }
}
