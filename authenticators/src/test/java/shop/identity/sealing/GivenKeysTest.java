package shop.identity.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ML-3")
class GivenKeysTest {

    private static String key(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return Base64.getEncoder().encodeToString(key);
    }

    @Test
    void firstOneSealsAndAllOpen() {
        GivenKeys keys = GivenKeys.parse(key(1) + ", " + key(2));

        String second = SealingKey.given(Base64.getDecoder().decode(key(2))).id();
        assertThat(keys.first().orElseThrow().id())
                .isEqualTo(SealingKey.given(Base64.getDecoder().decode(key(1))).id())
                .startsWith("option:");
        assertThat(keys.named(second)).isPresent();
        assertThat(GivenKeys.parse(key(1)).named(second)).isEmpty();
    }

    @Test
    void mostlyThereAreNone() {
        assertThat(GivenKeys.parse(null).first()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ",", "tell-nobody", "dGVsbC1ub2JvZHk=", "dGVsbC1ub2JvZHktNDcxMS10ZWxsLW5vYm9keS00NzE=,"
            })
    void wrongOneIsRefusedWithoutALetterOfIt(String list) {
        assertThatThrownBy(() -> GivenKeys.parse(list))
                .hasMessage("each key has to be 32 bytes in base64")
                .hasNoCause();
    }
}
