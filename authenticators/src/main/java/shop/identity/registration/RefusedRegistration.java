package shop.identity.registration;

import org.keycloak.models.utils.FormMessage;
import shop.identity.limits.Attempt;

/** Why a form is not looked at now, for the page. */
final class RefusedRegistration {

    private RefusedRegistration() {}

    static FormMessage message(Attempt attempt) {
        if (attempt.verdict() == Attempt.Verdict.UNAVAILABLE) {
            return unavailable();
        }
        long minutes = (attempt.retrySeconds() + 59) / 60;
        return new FormMessage(null, "shopRefusedText.limit", minutes);
    }

    static FormMessage unavailable() {
        return new FormMessage("shopRefusedText.unavailable");
    }

    /** What came as {@code Idempotency-Key} is none. */
    static FormMessage noKey() {
        return new FormMessage("shopRegistrationNoKeyMessage");
    }

    /** Its key came with another form. */
    static FormMessage usedKey() {
        return new FormMessage("shopRegistrationUsedKeyMessage");
    }
}
