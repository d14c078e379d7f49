package shop.identity.standing;

import java.time.Instant;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import shop.identity.customer.CustomerStatus;

/** What a customer's status makes of a login, once the password is right. */
public enum Standing {
    /** Let in, by Keycloak's own steps: that the address has to be verified is one of them. */
    OPEN,
    /** Let in once the customer has said that the account is to be kept. */
    LEAVING,
    REFUSED;

    /** A realm that does not ask whether the account is to be kept lets nobody in who would have to be asked. */
    public static Standing of(RealmModel realm, UserModel user) {
        return switch (CustomerStatus.of(user)) {
            case PENDING, ACTIVE -> OPEN;
            case SUSPENDED, ERASED -> REFUSED;
            case INACTIVE -> isDeletionToCome(user) && asks(realm) ? LEAVING : REFUSED;
        };
    }

    private static boolean isDeletionToCome(UserModel user) {
        return ScheduledDeletion.of(user)
                .filter(deletion -> deletion.isToCome(Instant.now()))
                .isPresent();
    }

    private static boolean asks(RealmModel realm) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(ComeBackActionFactory.ID);
        return action != null && action.isEnabled();
    }
}
