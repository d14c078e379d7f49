package shop.identity.request;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells one registration's form from another's. Passwords have no part in it: no hash of one may be kept but that which the
 * customer logs in with. Nor has what is new each time a form is sent.
 */
final class FormFingerprint {

    private static final String EMAIL = "email";
    private static final String PASSWORD = "password";
    private static final String CAPTCHA = "g-recaptcha-response";

    private FormFingerprint() {}

    static byte[] of(Map<String, List<String>> form) {
        Sha256 fingerprint = new Sha256();
        new TreeMap<>(form).forEach((name, values) -> {
            if (!isSecret(name) && !name.equals(CAPTCHA)) {
                fingerprint.and(name).and(Integer.toString(values.size()));
                values.forEach(value -> fingerprint.and(name.equals(EMAIL) ? address(value) : value));
            }
        });
        return fingerprint.done();
    }

    private static boolean isSecret(String name) {
        return name.toLowerCase(Locale.ROOT).contains(PASSWORD);
    }

    /** As Keycloak keeps it. */
    private static String address(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }
}
