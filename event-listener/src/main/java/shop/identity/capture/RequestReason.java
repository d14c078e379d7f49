package shop.identity.capture;

import java.util.Map;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;
import shop.identity.customer.Actor;
import shop.identity.customer.CredentialReason;

/** Reads from the session at work why it changes credentials. */
public final class RequestReason {

    /** @param session null when there is none */
    public CredentialReason of(KeycloakSession session, Actor actor) {
        if (session == null) {
            return of(actor);
        }
        return CredentialReason.notedOn(session)
                .orElseGet(() -> actor == Actor.SELF && cameByReset(session) ? CredentialReason.RESET : of(actor));
    }

    private static CredentialReason of(Actor actor) {
        return switch (actor) {
            case SELF -> CredentialReason.UPDATE;
            case ADMIN -> CredentialReason.ADMINISTRATION;
            case SYSTEM -> CredentialReason.SYSTEM;
        };
    }

    /**
     * Keycloak's own reset only lets somebody in who then has to set a password, as after any other login. But the login
     * remembers the steps that it took, and those of the realm's reset are in a flow of their own.
     */
    private static boolean cameByReset(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        if (realm == null || login == null) {
            return false;
        }
        AuthenticationFlowModel reset = realm.getResetCredentialsFlow();
        return reset != null
                && login.getExecutionStatus().entrySet().stream()
                        .filter(step -> step.getValue() == ExecutionStatus.SUCCESS)
                        .map(Map.Entry::getKey)
                        .map(realm::getAuthenticationExecutionById)
                        .anyMatch(step -> belongsTo(reset, step));
    }

    private static boolean belongsTo(AuthenticationFlowModel flow, AuthenticationExecutionModel step) {
        return step != null && flow.getId().equals(step.getParentFlow());
    }
}
