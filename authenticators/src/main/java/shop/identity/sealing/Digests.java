package shop.identity.sealing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** SHA-256. What is digested is either random enough not to be guessed, or kept elsewhere in clear anyway. */
public final class Digests {

    private Digests() {}

    public static byte[] ofSecret(String secret) {
        return sha256(secret);
    }

    /** Letter case makes no other address. */
    public static byte[] ofTarget(String address) {
        return sha256(address.strip().toLowerCase(Locale.ROOT));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
