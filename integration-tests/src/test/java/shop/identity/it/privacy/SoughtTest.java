package shop.identity.it.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GD-6")
class SoughtTest {

    private static boolean isFound(String word, String text) {
        return Sought.formsOf(word).stream().anyMatch(sought -> sought.isIn(text));
    }

    @Test
    void aWordIsFoundInWhateverCase() {
        assertThat(isFound("Erika@Example.com", "to: ERIKA@example.COM.")).isTrue();
        assertThat(isFound("Straße 5", "{\"street\":\"STRAßE 5\"}")).isTrue();
    }

    @Test
    void aWordIsFoundInAnAddress() {
        assertThat(isFound("erika@example.com", "/login?login_hint=erika%40example.com&x=y"))
                .isTrue();
        assertThat(isFound("+4915112345678", "number=%2B4915112345678")).isTrue();
    }

    @Test
    void aWordIsFoundInBytes() {
        String bytes = "\\x00" + HexFormat.of().formatHex("Köln".getBytes(StandardCharsets.UTF_8)) + "ff";

        assertThat(isFound("Köln", bytes)).isTrue();
    }

    @Test
    void aWordIsFoundInBase64WhereverItBegins() {
        for (String before : List.of("", "x", "xy", "xyz")) {
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String encoded = encoder.encodeToString(
                        (before + "erika~?>@example.com" + before).getBytes(StandardCharsets.UTF_8));

                assertThat(isFound("erika~?>@example.com", encoded)).as(encoded).isTrue();
                assertThat(isFound("erika~?>@example.org", encoded)).as(encoded).isFalse();
            }
        }
    }

    @Test
    void aDigestIsFoundWhateverItWasMadeOf() throws Exception {
        for (String algorithm : List.of("SHA-256", "SHA-512")) {
            for (String spelling : List.of("Erika@Example.com", "erika@example.com")) {
                byte[] digest = MessageDigest.getInstance(algorithm).digest(spelling.getBytes(StandardCharsets.UTF_8));

                assertThat(isFound("Erika@Example.com", "\\x" + HexFormat.of().formatHex(digest)))
                        .isTrue();
            }
        }
    }

    @Test
    void otherWordsAreNotFound() {
        assertThat(isFound("erika@example.com", "erika@example.org erika example.com"))
                .isFalse();
    }

    @Test
    void whatWasFoundSaysHow() {
        assertThat(Sought.formsOf("Köln"))
                .extracting(Sought::toString)
                .contains("Köln", "Köln (in bytes)", "Köln (SHA-256)");
    }
}
