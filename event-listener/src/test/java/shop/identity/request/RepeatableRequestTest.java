package shop.identity.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("CD-6")
class RepeatableRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "a b", "é"})
    void anyTextIsAKey(String text) {
        assertThat(RepeatableRequest.isKey(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\tb", "a\nb", "\u0000", "\u007f", "\u0085"})
    void whatIsEmptyOrSteersATerminalIsNone(String text) {
        assertThat(RepeatableRequest.isKey(text)).isFalse();
    }

    @Test
    void aKeyIsNoLongerThan255() {
        assertThat(RepeatableRequest.isKey("x".repeat(255))).isTrue();
        assertThat(RepeatableRequest.isKey("x".repeat(256))).isFalse();
    }

    @Test
    void keysOfOthersAreOthers() {
        byte[] key = {1};
        long lock = new RepeatableRequest("realm", "caller", key, key).lock();

        assertThat(new RepeatableRequest("realm", "caller", key, new byte[] {2}).lock())
                .isEqualTo(lock);
        assertThat(new RepeatableRequest("realm", "another", key, key).lock()).isNotEqualTo(lock);
        assertThat(new RepeatableRequest("another", "caller", key, key).lock()).isNotEqualTo(lock);
        assertThat(new RepeatableRequest("realmc", "aller", key, key).lock()).isNotEqualTo(lock);
    }
}
