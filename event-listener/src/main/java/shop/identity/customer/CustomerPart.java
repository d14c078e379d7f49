package shop.identity.customer;

import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.Provider;

/**
 * What one room of the pack knows of a customer: {@code GET …/me} shows it under the id of its factory, and what the customer
 * may do with it is at {@code …/me/} and that id. A server without the room answers without the part.
 */
public interface CustomerPart extends Provider {

    /**
     * The customer's part as it is shown, for Jackson. Called in a session and a transaction of its own, beside the other
     * parts': it may be slow or fail without harm to them.
     *
     * @return null when there is nothing to be shown
     */
    Object show(RealmModel realm, UserModel customer);

    /**
     * The JAX-RS resource for what is below {@code …/me/} and the part's id. In the session of the request.
     *
     * @return null when there is none: 404
     */
    Object resource(SignedIn customer);

    /** Who asks, as far as the rooms have to know. */
    interface SignedIn {

        RealmModel realm();

        UserModel user();

        /** @throws shop.identity.problem.Refusal 403: the token does not carry the right to see the account; 401: it is gone */
        void requireView();

        /** @throws shop.identity.problem.Refusal 403: the token does not carry the right to change the account; 401: it is gone */
        void requireManage();
    }
}
