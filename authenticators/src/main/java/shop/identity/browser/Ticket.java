package shop.identity.browser;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import shop.identity.sealing.Sealed;

/** What the cookie of a known browser holds: nothing of the customer. */
record Ticket(String browser, Instant expiry, Sealed mac) {

    /** @return empty for whatever is none */
    static Optional<Ticket> read(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            Sealed mac =
                    new Sealed(new String(decoder.decode(parts[2]), StandardCharsets.UTF_8), decoder.decode(parts[3]));
            return Optional.of(new Ticket(
                    UUID.fromString(parts[0]).toString(), Instant.ofEpochSecond(Long.parseLong(parts[1])), mac));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    String toText() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return String.join(
                ".",
                browser,
                Long.toString(expiry.getEpochSecond()),
                encoder.encodeToString(mac.keyId().getBytes(StandardCharsets.UTF_8)),
                encoder.encodeToString(mac.bytes()));
    }

    byte[] signedBytes(String userId) {
        return signedBytes(browser, expiry, userId);
    }

    static byte[] signedBytes(String browser, Instant expiry, String userId) {
        return (browser + "/" + expiry.getEpochSecond() + "/" + userId).getBytes(StandardCharsets.UTF_8);
    }
}
