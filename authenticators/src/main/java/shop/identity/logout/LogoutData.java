package shop.identity.logout;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/** Applications that have still to be told that a customer's session ended. */
record LogoutData(KeycloakSession session, LogoutJobs jobs) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        List<String> applications = KeycloakTransactions.within(
                session, connection -> jobs.logouts().toldOf(connection, realm.getId(), userId));
        to.writeStartArray();
        for (String application : applications) {
            to.writeStartObject();
            to.writeStringField("client", application);
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    /**
     * What is given up goes. What is on its way stays until it has arrived, or is given up: an application that does not hear of
     * it would go on with a session of somebody who is erased. There is nothing in it but ids.
     */
    @Override
    public void erase(RealmModel realm, String userId) {
        KeycloakTransactions.durably(session, connection -> {
            jobs.remove(connection, jobs.logouts().deadOf(connection, realm.getId(), userId));
            return null;
        });
    }
}
