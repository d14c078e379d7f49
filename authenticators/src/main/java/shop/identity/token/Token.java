package shop.identity.token;

import java.security.MessageDigest;
import java.util.UUID;
import shop.identity.sealing.Digests;

/**
 * A token as it was issued; its secret is known to the one who got it, and nowhere else.
 *
 * @param userId  its owner
 * @param target  digest of the mail address or telephone number that it was sent to, see {@link Digests#ofTarget}
 * @param context what the issuer wants to know again when it is used: no personal data; null when there is nothing
 */
public record Token(
        UUID id, TokenKind kind, String realmId, String userId, Target target, String context, TokenState state) {

    /** Compared by value; the address itself is not stored. */
    public record Target(byte[] digest) {

        public static Target of(String address) {
            return new Target(Digests.ofTarget(address));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Target target && MessageDigest.isEqual(digest, target.digest);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(digest);
        }

        @Override
        public String toString() {
            return "Target";
        }
    }

    public boolean isLive() {
        return state == TokenState.LIVE;
    }

    /** Whether the owner can still be reached where the token was sent. */
    public boolean isFor(String address) {
        return address != null && target.equals(Target.of(address));
    }
}
