package shop.identity.reset;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/**
 * What staff set on the step of the realm's reset flow.
 *
 * @param endSessions whether a new password signs the customer out everywhere
 */
record ResetOptions(boolean endSessions) {

    static final String END_SESSIONS = "end-sessions";

    static ResetOptions of(RealmModel realm) {
        AuthenticationFlowModel flow = realm.getResetCredentialsFlow();
        Map<String, String> options = flow == null
                ? Map.of()
                : AuthenticatorUtil.getExecutionsByType(realm, flow.getId(), ResetRequestFactory.ID).stream()
                        .map(AuthenticationExecutionModel::getAuthenticatorConfig)
                        .filter(Objects::nonNull)
                        .map(realm::getAuthenticatorConfigById)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(AuthenticatorConfigModel::getConfig)
                        .orElse(Map.of());
        return new ResetOptions(Optional.ofNullable(options.get(END_SESSIONS))
                .map(value -> !value.equals("false"))
                .orElse(true));
    }
}
