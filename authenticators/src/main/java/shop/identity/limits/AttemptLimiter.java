package shop.identity.limits;

import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;

/** Counts attempts before what they are for begins. Fails closed: what cannot be counted is refused. */
public interface AttemptLimiter extends Provider {

    /** Of the client network that the request at hand comes from. */
    Attempt byNetwork(RealmModel realm, LimitedAction action);

    /** @param address a mail address or telephone number that something is to be sent to */
    Attempt byAddress(RealmModel realm, LimitedAction action, String address);

    /** @param userId for whom something is to be sent, wherever to */
    Attempt byAccount(RealmModel realm, LimitedAction action, String userId);

    /** One within the cool-down. */
    Attempt again(RealmModel realm, LimitedAction action, String subject);
}
