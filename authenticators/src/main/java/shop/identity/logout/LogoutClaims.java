package shop.identity.logout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.LogoutToken;
import org.keycloak.util.JsonSerialization;

/**
 * What a logout token says, taken down while the session is still there, and made into a token at each try.
 *
 * <p>Each is one of its own: an application may refuse one that it has seen, and has to take it for a success when the
 * session is over already.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken">Back-Channel Logout, 2.4</a>
 */
final class LogoutClaims {

    /** What the specification finds long enough. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final KeycloakSession session;

    LogoutClaims(KeycloakSession session) {
        this.session = session;
    }

    /** As Keycloak says it: with the subject that this application knows the customer by. */
    String of(AuthenticatedClientSessionModel ended) {
        ClientModel client = ended.getClient();
        ClientModel before = session.getContext().getClient();
        session.getContext().setClient(client);
        try {
            LogoutToken token = session.tokens()
                    .initLogoutToken(client, ended.getUserSession().getUser(), ended);
            token.id(null);
            token.iat(null);
            token.exp(null);
            return JsonSerialization.writeValueAsString(token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            session.getContext().setClient(before);
        }
    }

    /** Signed with the realm's key of today, as the client wants it. In a session of this one's realm. */
    String sign(String claims, ClientModel client) {
        session.getContext().setClient(client);
        try {
            LogoutToken token = JsonSerialization.readValue(claims, LogoutToken.class);
            token.id(SecretGenerator.getInstance().generateSecureID());
            token.issuedNow();
            token.exp(token.getIat() + LIFE.toSeconds());
            return session.tokens().encode(token);
        } catch (IOException e) {
            throw new IllegalStateException("claims of another form");
        }
    }
}
