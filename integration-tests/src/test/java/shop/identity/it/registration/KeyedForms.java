package shop.identity.it.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Walk;

/** Registrations' forms with an {@code Idempotency-Key}, and what becomes of them. */
record KeyedForms(Ground ground, ShippedRealm realm) {

    static String address(String name) {
        return name + "-" + UUID.randomUUID() + "@example.com";
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    /** The form in a browser of its own. */
    Walk.Page send(Map<String, String> details, String key) throws Exception {
        return send(realm.walk(), details, key);
    }

    static Walk.Page send(Walk walk, Map<String, String> details, String key) throws Exception {
        return walk.submitWithKey(walk.registrationForm().form("kc-register-form"), details, key);
    }

    static Map<String, String> changed(Map<String, String> details, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(details);
        changed.put(name, value);
        return changed;
    }

    /** Statuses and text, without the codes of the session. */
    static String seen(Walk.Page page, String email) {
        return page.first() + " " + page.status() + " "
                + page.body()
                        .replace(email, "ADDRESS")
                        .replaceAll("(localhost|127\\.0\\.0\\.1):\\d+", "HOST")
                        .replaceAll("(session_code|execution|tab_id|client_data)=[^\"&]*", "$1");
    }

    static Walk.Page enter(Walk walk, Walk.Page waiting, String code) throws Exception {
        return walk.submit(waiting.form("shop-verify-form"), Map.of("code", code));
    }

    static Walk.Page reloaded(Walk walk, Walk.Page waiting) throws Exception {
        return walk.open(waiting.form("shop-verify-form").replaceAll("session_code=[^&]*&", ""));
    }

    static void assertNotIn(Walk.Page page) {
        assertThat(page.isLoggedIn()).isFalse();
        assertThat(page.has("kc-passwd-update-form")).isFalse();
        assertThat(page.has("shop-verify-form") || page.has("kc-form-login"))
                .as(page.toString())
                .isTrue();
    }

    /** A mail that a repeat asks for would be sent. */
    void liftCoolDown() {
        ground.execute("DELETE FROM SHOP_ATTEMPT WHERE KIND = 'verification-again' AND REALM_ID = '"
                + realm.resource().toRepresentation().getId() + "'");
    }

    /** A mail that was asked for later has come. */
    void letMailsGo() throws Exception {
        String later = address("later");
        realm.walk().register(later);
        realm.mailTo(later);
    }

    List<String> accounts(String email) {
        return ground.query("SELECT ID FROM USER_ENTITY WHERE EMAIL = ?", email);
    }
}
