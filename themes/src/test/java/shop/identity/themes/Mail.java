package shop.identity.themes;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.email.freemarker.beans.EventBean;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

/** A mail: its template, and what whoever sends it hands over. */
record Mail(String template, Map<String, Object> attributes) {

    private static final String REFERENCE = "7d0e9c2b-142f-4da5-9b5c-3b4679ae1a10";

    static final String LINK = "https://shop.example/realms/shop/x?token=a&b=c";

    /** The mails of the pack itself. */
    static List<Mail> ofThePack() {
        return List.of(
                new Mail("shop-verify-email.ftl", Map.of("link", LINK, "code", "012345", "linkExpiration", 60L)),
                new Mail("shop-account-exists.ftl", Map.of("loginLink", LINK, "resetLink", LINK + "&reset")),
                new Mail("shop-welcome.ftl", Map.of("shopLink", LINK)),
                new Mail("shop-welcome.ftl", Map.of("user", nameless())),
                new Mail("shop-welcome-day3.ftl", Map.of("shopLink", LINK)),
                new Mail("shop-welcome-day3.ftl", Map.of("user", nameless())),
                new Mail("shop-welcome-day7.ftl", Map.of("shopLink", LINK)),
                new Mail("shop-welcome-day7.ftl", Map.of("user", nameless())),
                new Mail("shop-reset-password.ftl", Map.of("link", LINK, "linkExpiration", 60L)),
                new Mail("shop-password-changed.ftl", Map.of("resetLink", LINK, "shopChangedAt", new Date())),
                new Mail(
                        "shop-erasure-requested.ftl",
                        Map.of("shopKeep", LINK, "shopDay", "24 December 2026", "shopReference", REFERENCE)),
                new Mail(
                        "shop-erasure-requested.ftl",
                        Map.of("shopDay", "24 December 2026", "shopReference", REFERENCE)),
                new Mail("shop-erasure-cancelled.ftl", Map.of("shopReference", REFERENCE)),
                new Mail(
                        "shop-erasure-extended.ftl",
                        Map.of(
                                "shopDay", "24 February 2027",
                                "shopWhy", "A partner is slow.",
                                "shopReference", REFERENCE)),
                new Mail(
                        "shop-actions.ftl",
                        Map.of("link", LINK, "linkExpiration", 720L, "requiredActions", actions())));
    }

    /** The mails that Keycloak sends, with what {@code FreeMarkerEmailTemplateProvider} and its workflows hand over. */
    static List<Mail> ofKeycloak() {
        Map<String, Object> link = Map.of("link", LINK, "linkExpiration", 5L);
        return List.of(
                new Mail("email-test.ftl", Map.of()),
                new Mail("email-verification.ftl", link),
                new Mail("email-verification-with-code.ftl", Map.of("code", "012345")),
                new Mail("email-update-confirmation.ftl", and(link, "newEmail", "ada+new@example.org")),
                new Mail("password-reset.ftl", link),
                new Mail("executeActions.ftl", and(link, "requiredActions", actions())),
                new Mail("executeActions.ftl", link),
                new Mail(
                        "identity-provider-link.ftl",
                        and(
                                link,
                                "identityProviderDisplayName",
                                "Example ID",
                                "identityProviderContext",
                                Map.of("username", "ada"))),
                new Mail("org-invite.ftl", and(link, "organization", Map.of("name", "Acme"))),
                new Mail("verifiable-credential-offer.ftl", and(link, "credentialScopeDisplayName", "Membership")),
                event("LOGIN_ERROR", null),
                event("UPDATE_PASSWORD", null),
                event("UPDATE_TOTP", null),
                event("REMOVE_TOTP", null),
                event("UPDATE_CREDENTIAL", "password"),
                event("UPDATE_CREDENTIAL", "otp"),
                event("UPDATE_CREDENTIAL", "webauthn"),
                event("UPDATE_CREDENTIAL", "webauthn-passwordless"),
                event("REMOVE_CREDENTIAL", "recovery-authn-codes"),
                event("REMOVE_CREDENTIAL", "from-another-provider"),
                event("REMOVE_CREDENTIAL", null),
                event("USER_DISABLED_BY_TEMPORARY_LOCKOUT", null),
                event("USER_DISABLED_BY_PERMANENT_LOCKOUT", null),
                notification("accountNotification", 0, "inactivity"),
                notification("accountDisableNotification", 1, "inactivity"),
                notification("accountDeleteNotification", 30, "the contract has ended"),
                new Mail(
                        "workflow-notification.ftl",
                        Map.of(
                                "subjectKey",
                                "accountNotificationSubject",
                                "messageKey",
                                "customMessage",
                                "customMessage",
                                "See you",
                                "daysRemaining",
                                0,
                                "reason",
                                "inactivity")));
    }

    /** Everything that a customer can be asked to do. */
    static List<String> actions() {
        return List.of(
                "CONFIGURE_TOTP",
                "CONFIGURE_RECOVERY_AUTHN_CODES",
                "TERMS_AND_CONDITIONS",
                "UPDATE_PASSWORD",
                "UPDATE_PROFILE",
                "UPDATE_EMAIL",
                "VERIFY_EMAIL",
                "VERIFY_PROFILE",
                "webauthn-register",
                "webauthn-register-passwordless",
                "update_user_locale",
                "idp_link",
                "delete_credential",
                "delete_account");
    }

    private static Map<String, Object> nameless() {
        return Map.of("username", "ada");
    }

    private static Mail event(String type, String credential) {
        Event event = new Event();
        event.setType(EventType.valueOf(type)); // by name: some are deprecated, and still sent
        event.setTime(1_790_000_000_000L);
        event.setIpAddress(credential == null ? null : "203.0.113.7");
        event.setDetails(credential == null ? Map.of() : Map.of("credential_type", credential));
        return new Mail("event-" + type.toLowerCase(Locale.ROOT) + ".ftl", Map.of("event", new EventBean(event)));
    }

    private static Mail notification(String key, int days, String reason) {
        return new Mail(
                "workflow-notification.ftl",
                Map.of(
                        "subjectKey",
                        key + "Subject",
                        "messageKey",
                        key + "Body",
                        "daysRemaining",
                        days,
                        "reason",
                        reason));
    }

    private static Map<String, Object> and(Map<String, Object> attributes, Object... more) {
        Map<String, Object> all = new HashMap<>(attributes);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        return all;
    }
}
