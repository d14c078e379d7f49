package shop.identity.sealing;

/**
 * Bytes that only this pack can read, or a code that only it can make.
 *
 * @param keyId what they were made with, by name; to be kept with them
 */
public record Sealed(String keyId, byte[] bytes) {

    @Override
    public String toString() {
        return "Sealed[" + keyId + "]";
    }
}
