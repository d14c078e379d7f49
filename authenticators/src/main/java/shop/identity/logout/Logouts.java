package shop.identity.logout;

import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/** Tells applications that a customer's session has ended. */
public interface Logouts extends Provider {

    /**
     * Puts down, in the transaction at hand, that the application of this session is to be told by back channel.
     *
     * @return false when it is not for us to tell: Keycloak does as ever
     */
    boolean tell(RealmModel realm, AuthenticatedClientSessionModel ended);
}
