package shop.identity.token;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/** Makes what cannot be guessed. */
public final class Secrets {

    private static final int TOKEN_BYTES = 32;
    private static final int CODES = 1_000_000;

    private final SecureRandom random;

    public Secrets() {
        this(new SecureRandom());
    }

    Secrets(SecureRandom random) {
        this.random = random;
    }

    /** @return 256 random bits, fit for a URL: 43 characters */
    public String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @return six digits, each of 000000 to 999999 as likely as any other */
    public String code() {
        // Whatever the server's own language: some have other digits.
        return String.format(Locale.ROOT, "%06d", random.nextInt(CODES));
    }
}
