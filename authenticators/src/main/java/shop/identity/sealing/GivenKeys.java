package shop.identity.sealing;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that an administrator gave this node: the first one seals, all of them open. Mostly there are none. */
public final class GivenKeys {

    private static final int BYTES = 32;

    private final List<SealingKey> keys;

    private GivenKeys(List<SealingKey> keys) {
        this.keys = keys;
    }

    public static GivenKeys none() {
        return new GivenKeys(List.of());
    }

    /**
     * @param list keys in base64, separated by commas; null when there are none
     * @throws IllegalArgumentException a sentence without a letter of the keys
     */
    public static GivenKeys parse(String list) {
        if (list == null) {
            return none();
        }
        return new GivenKeys(Stream.of(list.split(",", -1)).map(GivenKeys::key).toList());
    }

    private static SealingKey key(String text) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(text.trim());
        } catch (IllegalArgumentException e) {
            // Without its cause, whose message repeats a part of the value.
            throw new IllegalArgumentException("each key has to be 32 bytes in base64");
        }
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("each key has to be 32 bytes in base64");
        }
        return SealingKey.given(secret);
    }

    Optional<SealingKey> first() {
        return keys.stream().findFirst();
    }

    Optional<SealingKey> named(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    /** Whoever was given them, for all parts of the pack. */
    public interface Holder {
        GivenKeys givenKeys();
    }
}
