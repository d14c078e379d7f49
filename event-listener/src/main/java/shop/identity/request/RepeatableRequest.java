package shop.identity.request;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import shop.identity.problem.FieldError;
import shop.identity.problem.Refusal;

/**
 * A request that may be sent again.
 *
 * @param keyHash     of the key that the caller gave it
 * @param fingerprint of what is asked for: method, path, query and body; of a form, its fields without passwords
 */
record RepeatableRequest(String realmId, String callerId, byte[] keyHash, byte[] fingerprint) {

    static final String HEADER = "Idempotency-Key";

    private static final int LONGEST_KEY = 255;

    /**
     * @return empty when it has no key, and so is not to be repeated
     * @throws Refusal 400 for what is no key
     */
    static Optional<RepeatableRequest> of(KeycloakSession session, String callerId, byte[] body) {
        return keyHash(session)
                .map(hash -> new RepeatableRequest(
                        session.getContext().getRealm().getId(), callerId, hash, fingerprint(session, body)));
    }

    /**
     * @return empty without a key
     * @throws Refusal 400 for what is no key
     */
    static Optional<byte[]> keyHash(KeycloakSession session) {
        List<String> keys =
                session.getContext().getHttpRequest().getHttpHeaders().getRequestHeader(HEADER);
        if (keys == null || keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1 || !isKey(keys.get(0))) {
            throw Refusal.invalid(List.of(new FieldError(
                    HEADER, "has to be one text of 1 to " + LONGEST_KEY + " characters, without control characters")));
        }
        return Optional.of(new Sha256().and(keys.get(0)).done());
    }

    private static byte[] fingerprint(KeycloakSession session, byte[] body) {
        HttpRequest request = session.getContext().getHttpRequest();
        URI asked = session.getContext().getUri().getRequestUri();
        return new Sha256()
                .and(request.getHttpMethod())
                .and(asked.getRawPath())
                .and(asked.getRawQuery() == null ? "" : asked.getRawQuery())
                .and(body)
                .done();
    }

    static boolean isKey(String text) {
        return !text.isBlank() && text.length() <= LONGEST_KEY && text.chars().noneMatch(Character::isISOControl);
    }

    /** Two keys that happen to have the same only wait for each other. */
    long lock() {
        byte[] hash = new Sha256().and(realmId).and(callerId).and(keyHash).done();
        return ByteBuffer.wrap(hash).getLong();
    }
}
