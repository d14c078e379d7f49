package shop.identity.own;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;
import shop.identity.problem.Refusal;
import shop.identity.queue.Transactions.Work;
import shop.identity.server.KeycloakTransactions;

/** What one customer has in the pack's tables, in the transaction of the session. */
public record OwnRows(KeycloakSession session, RealmModel realm, String userId) {

    public String realmId() {
        return realm.getId();
    }

    public <T> T read(Work<T> work) {
        return KeycloakTransactions.within(session, work);
    }

    /**
     * While nobody else changes what this customer has.
     *
     * @throws Refusal 401: the customer went, or was suspended, since the token was looked at
     */
    public <T> T change(Work<T> work) {
        return KeycloakTransactions.durably(session, connection -> {
            if (!CustomerLock.hold(connection, realmId(), userId)) {
                throw Refusal.unauthenticated("A valid access token of the customer is needed.");
            }
            return work.with(connection);
        });
    }

    /** Takes away what there is, whatever the customer's state. */
    public void erase(Work<?> work) {
        KeycloakTransactions.durably(session, connection -> {
            CustomerLock.hold(connection, realmId(), userId);
            return work.with(connection);
        });
    }

    /** Becomes an event with the commit. */
    public void tell(CustomerFact fact) {
        CustomerFacts.tell(session, realm, userId, fact);
    }
}
