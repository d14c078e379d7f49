package shop.identity.welcome;

import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;

/** Welcomes customers by mail. */
public interface Welcome extends Provider {

    /**
     * The customer has shown to have the mailbox. Once in a customer's life, in the transaction at hand, a welcome is put
     * down that is mailed after its commit; however often that is called, and by however many at once.
     *
     * @param clientId where the customer came from, which the mails link to; null when that is not known
     */
    void greet(RealmModel realm, UserModel user, String clientId);
}
