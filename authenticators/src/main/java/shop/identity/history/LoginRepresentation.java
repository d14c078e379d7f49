package shop.identity.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.temporal.ChronoUnit;

/**
 * A login as its customer sees it.
 *
 * @param time             RFC 3339, UTC
 * @param client           null when Keycloak did not say
 * @param identityProvider its alias; null for the other ways
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record LoginRepresentation(String time, String network, String client, String way, String identityProvider) {

    static LoginRepresentation of(Login login) {
        return new LoginRepresentation(
                login.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                login.network(),
                login.client(),
                login.way(),
                login.identityProvider());
    }
}
