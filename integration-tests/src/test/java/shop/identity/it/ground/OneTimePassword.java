package shop.identity.it.ground;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.representations.idm.CredentialRepresentation;

/**
 * A customer's device that shows six digits, by HMAC-SHA-1.
 *
 * @param secret as Keycloak keeps it, not as it shows it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4226">RFC 4226</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>
 */
public record OneTimePassword(String secret) {

    /** For a device that goes by the clock. */
    public String now() {
        return at(Instant.now().getEpochSecond() / 30);
    }

    /** For a device that counts. */
    public String at(long counter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "RAW"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(counter).array());
            int offset = hash[hash.length - 1] & 0xf;
            return "%06d".formatted((ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff) % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As an import brings it; the count begins at 0. */
    public CredentialRepresentation counting() {
        return imported("hotp");
    }

    public CredentialRepresentation byTheClock() {
        return imported("totp");
    }

    private CredentialRepresentation imported(String kind) {
        CredentialRepresentation device = new CredentialRepresentation();
        device.setType("otp");
        device.setUserLabel("Erika's telephone");
        device.setSecretData("{\"value\":\"" + secret + "\"}");
        device.setCredentialData(
                "{\"subType\":\"" + kind + "\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\"}");
        return device;
    }
}
