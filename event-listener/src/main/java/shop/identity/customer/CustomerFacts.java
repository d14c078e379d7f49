package shop.identity.customer;

import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Where facts are told: each becomes an event in the transaction of the session at hand, just before its commit. */
public final class CustomerFacts {

    private CustomerFacts() {}

    /** Of a realm that takes part; elsewhere nothing is told. */
    public static void tell(KeycloakSession session, RealmModel realm, String userId, CustomerFact fact) {
        if (session.getKeycloakSessionFactory().getProviderFactory(EventListenerProvider.class, CustomerRealm.LISTENER)
                instanceof Recorder recorder) {
            recorder.record(session, realm.getId(), userId, fact);
        }
    }

    /** Who writes events. */
    public interface Recorder {
        void record(KeycloakSession session, String realmId, String userId, CustomerFact fact);
    }
}
