package shop.identity.themes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page of the pack: its template, what the server hands over, and the errors of fields. */
record Page(String template, Map<String, Object> attributes, Map<String, String> errors) {

    static final String ACTION = "https://shop.example/realms/shop/x?a=b&c=d";

    static List<Page> all() {
        return List.of(
                verifyEmail(Map.of()),
                new Page(
                        "shop-verify-email.ftl",
                        Map.of(
                                "shopAddress",
                                "ada@example.org",
                                "shopAction",
                                ACTION,
                                "shopResendSeconds",
                                42,
                                "shopRestartUrl",
                                "/restart"),
                        Map.of("code", "wrong")),
                verifyPhone(Map.of()),
                new Page(
                        "shop-verify-phone.ftl",
                        Map.of("shopNumber", "+49 ••• 820", "shopAction", ACTION, "shopResendSeconds", 1),
                        Map.of("code", "wrong")),
                verifyPhone(Map.of("phoneNumber", "wrong")),
                new Page(
                        "shop-link-confirm.ftl",
                        Map.of("shopPurpose", "verify", "shopAddress", "a•••@example.org", "shopAction", ACTION),
                        Map.of()),
                new Page(
                        "shop-link-confirm.ftl",
                        Map.of(
                                "shopPurpose",
                                "verify",
                                "shopAddress",
                                "a•••@example.org",
                                "shopAction",
                                ACTION,
                                "shopPasswordNeeded",
                                true),
                        Map.of("password", "short")),
                new Page(
                        "shop-link-confirm.ftl",
                        Map.of(
                                "shopPurpose",
                                "actions",
                                "shopAddress",
                                "a•••@example.org",
                                "shopAction",
                                ACTION,
                                "shopPasswordNeeded",
                                false),
                        Map.of()),
                new Page("shop-link-reset.ftl", Map.of("shopAction", ACTION), Map.of()),
                new Page(
                        "shop-link-reset.ftl",
                        Map.of("shopAction", ACTION, "shopAddress", "a•••@example.org"),
                        Map.of("password-confirm", "other")),
                new Page("shop-link-done.ftl", Map.of("shopDone", "verified", "shopContinueUrl", "/shop"), Map.of()),
                new Page("shop-link-done.ftl", Map.of("shopDone", "reset"), Map.of()),
                new Page("shop-link-done.ftl", Map.of("shopDone", "actions"), Map.of()),
                new Page(
                        "shop-link-invalid.ftl",
                        Map.of("shopReason", "expired", "shopCanRenew", true, "shopAction", ACTION),
                        Map.of()),
                new Page("shop-link-invalid.ftl", Map.of("shopReason", "used", "shopRestartUrl", "/restart"), Map.of()),
                new Page("shop-link-invalid.ftl", Map.of("shopReason", "replaced", "shopCanRenew", false), Map.of()),
                new Page("shop-link-invalid.ftl", Map.of("shopReason", "changed"), Map.of()),
                new Page("shop-link-invalid.ftl", Map.of(), Map.of()),
                new Page("shop-reset-request.ftl", Map.of("shopAction", ACTION, "shopLoginUrl", "/login"), Map.of()),
                new Page("shop-reset-request.ftl", Map.of("shopAction", ACTION), Map.of("username", "missing")),
                new Page(
                        "shop-reset-sent.ftl",
                        Map.of("shopAction", ACTION, "shopResendSeconds", 60, "shopLoginUrl", "/login"),
                        Map.of()),
                new Page("shop-reset-sent.ftl", Map.of(), Map.of()),
                new Page(
                        "shop-erasure-keep.ftl",
                        Map.of("shopState", "ask", "shopAction", ACTION, "shopDay", "24 December 2026"),
                        Map.of()),
                new Page("shop-erasure-keep.ftl", Map.of("shopState", "kept"), Map.of()),
                new Page("shop-erasure-keep.ftl", Map.of("shopState", "invalid"), Map.of()),
                eraseAccount(Map.of("shopMailed", true)),
                eraseAccount(Map.of(
                        "shopOpen",
                        List.of(Map.of("kind", "order", "id", "o-1"), Map.of("kind", "payment", "id", "p-1")),
                        "shopOpenMore",
                        2)),
                new Page("shop-erasure-ask.ftl", Map.of("shopState", "impossible", "shopAction", ACTION), Map.of()),
                new Page("shop-come-back.ftl", Map.of("shopAction", ACTION, "shopDay", "24 December 2026"), Map.of()),
                new Page(
                        "shop-refused.ftl",
                        Map.of("shopReason", "limit", "shopMinutes", 2, "shopContinueUrl", "/again"),
                        Map.of()),
                new Page("shop-refused.ftl", Map.of("shopReason", "limit", "shopRetrySeconds", 61), Map.of()),
                new Page("shop-refused.ftl", Map.of("shopReason", "unavailable"), Map.of()));
    }

    static Page verifyEmail(Map<String, String> errors) {
        return new Page(
                "shop-verify-email.ftl", Map.of("shopAddress", "ada@example.org", "shopAction", ACTION), errors);
    }

    static Page eraseAccount(Map<String, Object> more) {
        Map<String, Object> attributes = new HashMap<>(more);
        attributes.putAll(Map.of("shopState", "ask", "shopAction", ACTION, "shopDay", "24 December 2026"));
        return new Page("shop-erasure-ask.ftl", attributes, Map.of());
    }

    static Page verifyPhone(Map<String, String> errors) {
        return new Page(
                "shop-verify-phone.ftl",
                Map.of("shopNumber", "+49 ••• 820", "shopAction", ACTION, "shopCanRemove", true),
                errors);
    }
}
