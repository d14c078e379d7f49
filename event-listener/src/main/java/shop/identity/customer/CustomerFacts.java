package shop.identity.customer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Where facts are told: each becomes an event in the transaction of the session at hand, just before its commit. */
public final class CustomerFacts {

    private CustomerFacts() {}

    /** Of a realm that takes part; elsewhere nothing is told. */
    public static void tell(KeycloakSession session, RealmModel realm, String userId, CustomerFact fact) {
        recorder(session).ifPresent(recorder -> recorder.record(session, realm.getId(), userId, fact));
    }

    /**
     * Something is known of the customer that was not: no event of its own, but {@link CustomersChanged} is published for the
     * customer, too.
     */
    public static void changed(KeycloakSession session, RealmModel realm, String userId) {
        recorder(session).ifPresent(recorder -> recorder.changed(session, realm.getId(), userId));
    }

    /**
     * Tells of many customers at once, in the transaction of the session and without waiting for its end. Each of them is locked
     * until then: some hundreds are many.
     *
     * @param facts says what there is to tell
     * @return how many were told of something
     */
    public static int tellMany(
            KeycloakSession session, RealmModel realm, Collection<String> userIds, FactsUnderLock facts) {
        return recorder(session)
                .map(recorder -> recorder.recordMany(session, realm.getId(), userIds, facts))
                .orElse(0);
    }

    private static Optional<Recorder> recorder(KeycloakSession session) {
        return session.getKeycloakSessionFactory()
                                .getProviderFactory(EventListenerProvider.class, CustomerRealm.LISTENER)
                        instanceof Recorder recorder
                ? Optional.of(recorder)
                : Optional.empty();
    }

    /** What has happened to customers who are locked, so that nobody else tells of them meanwhile. */
    @FunctionalInterface
    public interface FactsUnderLock {

        /**
         * @param customers those of the customers asked for who are there, and are not being deleted
         * @return what there is to tell of each, at most one of a type; who is not in it is not told of
         */
        Map<String, List<CustomerFact>> of(Connection connection, Set<String> customers) throws SQLException;
    }

    /** Who writes events. */
    public interface Recorder {

        void record(KeycloakSession session, String realmId, String userId, CustomerFact fact);

        void changed(KeycloakSession session, String realmId, String userId);

        int recordMany(KeycloakSession session, String realmId, Collection<String> userIds, FactsUnderLock facts);
    }
}
