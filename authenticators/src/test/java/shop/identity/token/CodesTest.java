package shop.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("VF-5")
class CodesTest {

    private static final int DRAWS = 2_000_000;
    private static final int BUCKETS = 1000;

    /** With 999 degrees of freedom, even draws exceed this once in some hundred million runs. */
    private static final double FAR_OUT = 1270;

    /** What a generator of random bits gives, in this order. */
    private static final class Bits extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final int[] drawn;
        private int next;

        private Bits(int... drawn) {
            this.drawn = drawn;
        }

        @Override
        public int nextInt(int bound) {
            return super.nextInt(bound);
        }

        @Override
        public int nextInt() {
            return next(32);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            int value = drawn[next++] << 1;
            for (int i = bytes.length - 1; i >= 0; i--) {
                bytes[i] = (byte) value;
                value >>= 8;
            }
        }
    }

    private static String codeOf(int... drawn) {
        return new Secrets(new Bits(drawn)).code();
    }

    @Test
    void allCodesAreAsLikely() {
        Secrets secrets = new Secrets();
        int[] byFirstDigits = new int[BUCKETS];
        int[] byLastDigits = new int[BUCKETS];
        for (int i = 0; i < DRAWS; i++) {
            int code = Integer.parseInt(secrets.code());
            byFirstDigits[code / BUCKETS]++;
            byLastDigits[code % BUCKETS]++;
        }

        System.out.printf(
                Locale.ROOT,
                "chi-square of %d codes over %d buckets: %.0f by the first digits, %.0f by the last%n",
                DRAWS,
                BUCKETS,
                chiSquare(byFirstDigits),
                chiSquare(byLastDigits));
        assertThat(chiSquare(byFirstDigits)).isLessThan(FAR_OUT);
        assertThat(chiSquare(byLastDigits)).isLessThan(FAR_OUT);
    }

    private static double chiSquare(int[] counts) {
        double expected = (double) DRAWS / BUCKETS;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    @Test
    void bothEndsAreReached() {
        assertThat(codeOf(0)).isEqualTo("000000");
        assertThat(codeOf(999_999)).isEqualTo("999999");
        assertThat(codeOf(1_000_000)).isEqualTo("000000");
    }

    /** 2³¹ is no multiple of a million: the rest would make the lower codes likelier. */
    @Test
    void whatIsLeftOverIsDrawnAgain() {
        assertThat(codeOf(Integer.MAX_VALUE, 42)).isEqualTo("000042");
    }

    @Test
    void aCodeHasLatinDigitsWhereverTheServerStands() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(codeOf(1234)).isEqualTo("001234");
        } finally {
            Locale.setDefault(before);
        }
    }
}
