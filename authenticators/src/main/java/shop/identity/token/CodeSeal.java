package shop.identity.token;

import java.nio.charset.StandardCharsets;
import org.keycloak.models.KeycloakSession;
import shop.identity.sealing.Seal;
import shop.identity.sealing.Sealed;

/**
 * Six digits are tried in no time by whoever has their digest, so a code is kept under a keyed one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
public final class CodeSeal {

    private static final String PURPOSE = "one-time-code";

    private final KeycloakSession session;

    CodeSeal(KeycloakSession session) {
        this.session = session;
    }

    /** @param owner the same code of two owners looks different */
    Sealed seal(String realmId, String owner, String code) {
        return Seal.of(session).mac(session.realms().getRealm(realmId), PURPOSE, bytes(owner, code));
    }

    boolean matches(String realmId, String owner, Sealed sealed, String code) {
        return Seal.of(session).isMacOf(session.realms().getRealm(realmId), PURPOSE, sealed, bytes(owner, code));
    }

    private static byte[] bytes(String owner, String code) {
        return (owner + "/" + code).getBytes(StandardCharsets.UTF_8);
    }
}
