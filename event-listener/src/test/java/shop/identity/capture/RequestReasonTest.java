package shop.identity.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import shop.identity.customer.Actor;
import shop.identity.customer.CredentialReason;

@Tag("PW-3")
class RequestReasonTest {

    private final RequestReason reason = new RequestReason();

    @Test
    void withoutASessionTheActorIsTheReason() {
        assertThat(reason.of(null, Actor.SELF)).isEqualTo(CredentialReason.UPDATE);
        assertThat(reason.of(null, Actor.ADMIN)).isEqualTo(CredentialReason.ADMINISTRATION);
        assertThat(reason.of(null, Actor.SYSTEM)).isEqualTo(CredentialReason.SYSTEM);
    }

    @Test
    void whatIsNotedOnTheSessionCountsWhoeverItIs() {
        KeycloakSession session = session();
        assertThat(reason.of(session, Actor.ADMIN)).isEqualTo(CredentialReason.ADMINISTRATION);

        CredentialReason.RESET.noteOn(session);

        assertThat(reason.of(session, Actor.SELF)).isEqualTo(CredentialReason.RESET);
        assertThat(reason.of(session, Actor.ADMIN)).isEqualTo(CredentialReason.RESET);
    }

    /** Attributes, and nothing else. */
    private static KeycloakSession session() {
        Map<Object, Object> attributes = new HashMap<>();
        return (KeycloakSession) Proxy.newProxyInstance(
                KeycloakSession.class.getClassLoader(),
                new Class<?>[] {KeycloakSession.class},
                (session, method, arguments) -> switch (method.getName()) {
                    case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                    case "getAttribute" -> attributes.get(arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
