package shop.identity.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ML-3")
class SealingKeyTest {

    private static final byte[] PLAIN = "ada@example.org".getBytes(StandardCharsets.UTF_8);

    private final SealingKey key = new SealingKey("one", new byte[] {1, 2, 3});

    @Test
    void opensWhatItSealed() {
        byte[] sealed = key.seal("mail", PLAIN, "4711");

        assertThat(key.open("mail", sealed, "4711")).isEqualTo(PLAIN);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ada", "example");
    }

    @Test
    void neverSealsTheSameWayTwice() {
        assertThat(key.seal("mail", PLAIN, "4711")).isNotEqualTo(key.seal("mail", PLAIN, "4711"));
    }

    @Test
    void opensNothingElse() {
        byte[] sealed = key.seal("mail", PLAIN, "4711");

        assertClosed(() -> key.open("mail", sealed, "4712"));
        assertClosed(() -> key.open("code", sealed, "4711"));
        assertClosed(() -> new SealingKey("one", new byte[] {1, 2, 4}).open("mail", sealed, "4711"));
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertClosed(() -> key.open("mail", changed, "4711"));
            byte[] cut = Arrays.copyOf(sealed, at);
            assertClosed(() -> key.open("mail", cut, "4711"));
        }
    }

    private static void assertClosed(ThrowingCallable open) {
        assertThatThrownBy(open).isInstanceOf(SealException.class).hasMessageNotContaining("ada");
    }

    @Test
    void codesDifferByKeyPurposeAndBytesOnly() {
        byte[] code = key.mac("code", PLAIN);

        assertThat(key.mac("code", PLAIN)).isEqualTo(code).hasSize(32);
        assertThat(key.mac("mail", PLAIN)).isNotEqualTo(code);
        assertThat(key.mac("code", new byte[] {1})).isNotEqualTo(code);
        assertThat(new SealingKey("one", new byte[] {1, 2, 4}).mac("code", PLAIN))
                .isNotEqualTo(code);
    }

    /** Test case 1 of RFC 5869, the first 32 bytes of its output. */
    @Test
    void keysAreDerivedAsTheStandardSays() {
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c");
        byte[] secret = HexFormat.of().parseHex("0b".repeat(22));
        byte[] info = HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9");

        assertThat(new DerivedKeys(salt, secret).of(info))
                .isEqualTo(HexFormat.of().parseHex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"));
    }
}
