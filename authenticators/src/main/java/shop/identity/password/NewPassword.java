package shop.identity.password;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PolicyError;
import org.keycloak.services.messages.Messages;

/** A password that was typed twice, on a page of a link. */
public final class NewPassword {

    private static final String FIELD = "password";
    private static final String TYPED = "password-new";
    private static final String CONFIRMATION = "password-confirm";

    private final String typed;
    private final String confirmation;

    private NewPassword(String typed, String confirmation) {
        this.typed = typed == null ? "" : typed;
        this.confirmation = confirmation == null ? "" : confirmation;
    }

    public static NewPassword in(MultivaluedMap<String, String> form) {
        return new NewPassword(form.getFirst(TYPED), form.getFirst(CONFIRMATION));
    }

    /** What is wrong with it, by the realm's policy; empty when nothing is. */
    public Optional<FormMessage> fault(KeycloakSession session, RealmModel realm, UserModel user) {
        if (typed.isBlank()) {
            return Optional.of(new FormMessage(FIELD, Messages.MISSING_PASSWORD));
        }
        if (!typed.equals(confirmation)) {
            return Optional.of(new FormMessage(CONFIRMATION, Messages.NOTMATCH_PASSWORD));
        }
        PolicyError error =
                session.getProvider(PasswordPolicyManagerProvider.class).validate(realm, user, typed);
        return Optional.ofNullable(error)
                .map(found -> new FormMessage(FIELD, found.getMessage(), found.getParameters()));
    }

    /** Of a password without fault. */
    public void setFor(UserModel user) {
        user.credentialManager().updateCredential(UserCredentialModel.password(typed, false));
        user.removeRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD);
    }
}
