package shop.identity.status;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.own.OwnRows;
import shop.identity.server.KeycloakTransactions;

/** What staff noted about the customer. Who of the staff it was is their personal data, not the customer's. */
record StatusPersonalData(KeycloakSession session, StatusNotes notes) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        Optional<StatusNote> noted =
                KeycloakTransactions.within(session, connection -> notes.read(connection, realm.getId(), userId));
        if (noted.isPresent()) {
            write(noted.get(), to);
        } else {
            to.writeNull();
        }
    }

    static void write(StatusNote note, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("status", note.status().name());
        to.writeStringField("reason", note.reason());
        to.writeStringField("since", note.at().truncatedTo(ChronoUnit.MILLIS).toString());
        to.writeEndObject();
    }

    @Override
    public void erase(RealmModel realm, String userId) {
        new OwnRows(session, realm, userId).erase(connection -> {
            notes.forgetUser(connection, realm.getId(), userId);
            return null;
        });
    }

    @Override
    public void close() {}
}
