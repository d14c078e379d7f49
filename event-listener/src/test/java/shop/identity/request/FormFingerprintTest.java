package shop.identity.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("CD-6")
class FormFingerprintTest {

    private static final Map<String, List<String>> FORM = Map.of(
            "email", List.of("erika@example.com"),
            "firstName", List.of("Erika"),
            "lastName", List.of("Mustermann"),
            "phoneNumber", List.of("030 901820"),
            "password", List.of("secret"),
            "password-confirm", List.of("secret"),
            "termsAccepted", List.of("on"));

    private static byte[] fingerprintWith(String name, String... values) {
        Map<String, List<String>> form = new HashMap<>(FORM);
        form.put(name, List.of(values));
        return FormFingerprint.of(form);
    }

    @ParameterizedTest
    @CsvSource({
        "email, max@example.com",
        "firstName, Max",
        "lastName, mustermann",
        "phoneNumber, 030 901821",
        "marketingConsent, on",
        "termsAccepted, off"
    })
    void otherFieldsAreAnotherForm(String name, String value) {
        assertThat(fingerprintWith(name, value)).isNotEqualTo(FormFingerprint.of(FORM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"erika@example.com", " Erika@Example.COM "})
    void addressesAreComparedAsTheyAreKept(String typed) {
        assertThat(fingerprintWith("email", typed)).isEqualTo(FormFingerprint.of(FORM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "password-confirm", "password-new", "newPassword", "g-recaptcha-response"})
    void ofPasswordsThereIsNoTrace(String name) {
        assertThat(fingerprintWith(name, "another")).isEqualTo(FormFingerprint.of(FORM));
    }

    @Test
    void theOrderOfFieldsIsOfNoMatter() {
        Map<String, List<String>> backwards = new LinkedHashMap<>();
        FORM.keySet().stream().sorted(Comparator.reverseOrder()).forEach(name -> backwards.put(name, FORM.get(name)));

        assertThat(FormFingerprint.of(backwards)).isEqualTo(FormFingerprint.of(FORM));
    }

    @Test
    void whatEndsOneFieldDoesNotBeginTheNext() {
        assertThat(FormFingerprint.of(Map.of("a", List.of("b", "c"), "d", List.of("e"))))
                .isNotEqualTo(FormFingerprint.of(Map.of("a", List.of("b"), "c", List.of("d", "e"))))
                .isNotEqualTo(FormFingerprint.of(Map.of("a", List.of("bc"), "d", List.of("e"))));
        assertThat(FormFingerprint.of(Map.of("a", List.of("1", "c", "1", "x"))))
                .isNotEqualTo(FormFingerprint.of(Map.of("a", List.of("1"), "c", List.of("x"))));
    }
}
