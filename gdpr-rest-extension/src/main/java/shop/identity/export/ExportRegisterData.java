package shop.identity.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/**
 * When a customer's data was handed out. It stays when the customer is erased, as the proof that it was: it says no more than
 * the id, which orders know too.
 */
record ExportRegisterData(KeycloakSession session, ExportRegister register) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        List<PastExport> past = KeycloakTransactions.within(
                session, connection -> register.ofCustomer(connection, realm.getId(), userId));
        write(past, to);
    }

    static void write(List<PastExport> past, JsonGenerator to) throws IOException {
        Json json = new Json(to);
        to.writeStartArray();
        for (PastExport one : past) {
            json.object(() -> {
                json.time("begunAt", one.begun());
                json.text("requestedBy", one.by());
                json.time("completedAt", one.completed());
            });
        }
        to.writeEndArray();
    }

    @Override
    public void erase(RealmModel realm, String userId) {}

    @Override
    public void close() {}
}
