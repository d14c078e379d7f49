package shop.identity.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Something secret, of which each purpose gets a key of its own. */
final class SealingKey {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String id;
    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();

    /** @param id kept in clear with what was made with it; tells nothing of the secret */
    SealingKey(String id, byte[] secret) {
        this.id = Objects.requireNonNull(id);
        this.secret = secret.clone();
    }

    /** A key that an administrator gave, named by its own fingerprint. */
    static SealingKey given(byte[] secret) {
        byte[] fingerprint = new DerivedKeys(secret).of("fingerprint");
        return new SealingKey("option:" + HexFormat.of().formatHex(fingerprint, 0, 8), secret);
    }

    String id() {
        return id;
    }

    /** Format, nonce, and what AES-256-GCM makes of the bytes. */
    byte[] seal(String purpose, byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] encrypted = crypt(Cipher.ENCRYPT_MODE, purpose, nonce, plain, context);
        return ByteBuffer.allocate(1 + NONCE_BYTES + encrypted.length)
                .put(FORMAT)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /** @throws SealException when anything is not as it was */
    byte[] open(String purpose, byte[] sealed, String context) {
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        if (bytes.remaining() < 1 + NONCE_BYTES + TAG_BITS / 8 || bytes.get() != FORMAT) {
            throw new SealException("it is in no known format");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] encrypted = new byte[bytes.remaining()];
        bytes.get(encrypted);
        return crypt(Cipher.DECRYPT_MODE, purpose, nonce, encrypted, context);
    }

    byte[] mac(String purpose, byte[] bytes) {
        return DerivedKeys.hmac(new DerivedKeys(secret).of(purpose + "/mac"), bytes);
    }

    private byte[] crypt(int mode, String purpose, byte[] nonce, byte[] bytes, String context) {
        try {
            byte[] key = new DerivedKeys(secret).of(purpose + "/seal");
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (AEADBadTagException e) {
            throw new SealException("it does not open with key " + id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + CIPHER, e);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return id;
    }
}
