package shop.identity.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key per purpose from one secret: what is learned about one of them tells nothing about another. HKDF with SHA-256,
 * of whose output one block is taken: 256 bits.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>
 */
final class DerivedKeys {

    private static final String HMAC = "HmacSHA256";
    private static final String PACK = "shop-identity";

    private final byte[] extracted;

    DerivedKeys(byte[] secret) {
        this(PACK.getBytes(StandardCharsets.UTF_8), secret);
    }

    DerivedKeys(byte[] salt, byte[] secret) {
        this.extracted = hmac(salt, secret);
    }

    byte[] of(String purpose) {
        return of((PACK + "/" + purpose).getBytes(StandardCharsets.UTF_8));
    }

    byte[] of(byte[] info) {
        byte[] first = new byte[info.length + 1];
        System.arraycopy(info, 0, first, 0, info.length);
        first[info.length] = 1;
        return hmac(extracted, first);
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }
}
