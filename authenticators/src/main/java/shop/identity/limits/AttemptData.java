package shop.identity.limits;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;
import shop.identity.traces.KnownAs;

/** How often of late something was asked for with a customer's address, number or account. */
record AttemptData(KeycloakSession session, CountedAttempts attempts) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        KnownAs customer = KnownAs.of(session, realm, userId);
        List<CountedAttempts.Counted> counted =
                KeycloakTransactions.within(session, connection -> attempts.of(connection, realm.getId(), customer));
        to.writeStartArray();
        for (CountedAttempts.Counted one : counted) {
            to.writeStartObject();
            to.writeStringField("limit", one.limit());
            to.writeArrayFieldStart("madeAt");
            for (Instant made : one.made()) {
                to.writeString(made.toString());
            }
            to.writeEndArray();
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    /** Has to be asked before the record is made anonymous, see {@link KnownAs}. */
    @Override
    public void erase(RealmModel realm, String userId) {
        KnownAs customer = KnownAs.of(session, realm, userId);
        KeycloakTransactions.durably(session, connection -> {
            attempts.remove(connection, realm.getId(), customer);
            return null;
        });
    }
}
