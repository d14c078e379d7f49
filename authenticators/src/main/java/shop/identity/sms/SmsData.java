package shop.identity.sms;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/** Text messages that wait to be sent to a customer, dead letters among them. That they wait is handed out, and not the code. */
record SmsData(KeycloakSession session, SmsJobs jobs) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        List<Instant> expiries = KeycloakTransactions.within(
                session, connection -> jobs.messages().expiriesOf(connection, realm.getId(), userId));
        to.writeStartArray();
        for (Instant expiry : expiries) {
            to.writeStartObject();
            to.writeStringField("expiresAt", expiry.toString());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    @Override
    public void erase(RealmModel realm, String userId) {
        KeycloakTransactions.durably(session, connection -> {
            jobs.forgetUser(connection, realm.getId(), userId);
            return null;
        });
    }
}
