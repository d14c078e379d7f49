package shop.identity.details;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.util.JsonSerialization;
import shop.identity.customer.CustomerPart;
import shop.identity.server.KeycloakTransactions;

/**
 * Reads one part of a customer in a session and a transaction of its own: parts are read beside each other, and one that was
 * given up goes on without the request.
 */
record PartReader(KeycloakSessionFactory sessions, Duration deadline) {

    /** The database gives up itself, and the connection comes back: nobody waits for the answer any more. */
    private static final String IN_TIME = "SELECT set_config('statement_timeout', ?, true)";

    /** @return null when there is nothing to be shown */
    JsonNode read(String part, String realmId, String customerId) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, null, session -> read(session, part, realmId, customerId), "customer's " + part);
    }

    private JsonNode read(KeycloakSession session, String part, String realmId, String customerId) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null) {
            return null;
        }
        session.getContext().setRealm(realm);
        KeycloakTransactions.within(session, this::hurry);
        UserModel customer = session.users().getUserById(realm, customerId);
        if (customer == null) {
            return null;
        }
        Object shown = session.getProvider(CustomerPart.class, part).show(realm, customer);
        // Here and not where the answer is written: what fails now is this part alone.
        return shown == null ? null : JsonSerialization.mapper.valueToTree(shown);
    }

    private Void hurry(Connection connection) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(IN_TIME)) {
            set.setString(1, Long.toString(deadline.toMillis()));
            set.execute();
        }
        return null;
    }
}
