package shop.identity.request;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.ByteBuffer;
import shop.identity.problem.Refusal;

/**
 * The version of what a request is about, as it stands in {@code ETag}; a caller that names the one it has seen in
 * {@code If-Match} overwrites no other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, If-Match</a>
 */
public record EntityVersion(long number) {

    /** Of what has no version that is counted: what reads the same is the same. */
    public static EntityVersion of(String content) {
        byte[] hash = new Sha256().and(content).done();
        return new EntityVersion(ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE);
    }

    public EntityTag tag() {
        return new EntityTag(Long.toString(number));
    }

    /**
     * Without {@code If-Match} every version will do.
     *
     * @throws Refusal 412 when the caller has seen another
     */
    public void requireSeen(HttpHeaders headers) {
        String seen = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (seen != null && !isAmong(seen)) {
            throw Refusal.outdated("It was changed since: the present version is " + tag().getValue() + ".");
        }
    }

    private boolean isAmong(String list) {
        for (String one : list.split(",")) {
            String tag = one.strip();
            // A weak tag never matches here.
            if (tag.equals("*") || tag.equals('"' + tag().getValue() + '"')) {
                return true;
            }
        }
        return false;
    }
}
