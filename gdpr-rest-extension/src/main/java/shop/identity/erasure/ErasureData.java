package shop.identity.erasure;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/** A customer's requests. They stay after an erasure, as its proof, without a word about the customer. */
record ErasureData(KeycloakSession session, Register register, ErasureTable table) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        List<Erasure> requests = KeycloakTransactions.within(
                session, connection -> register.ofCustomer(connection, realm.getId(), userId));
        to.writeStartArray();
        for (Erasure request : requests) {
            write(request, to);
        }
        to.writeEndArray();
    }

    static void write(Erasure request, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("id", request.id());
        to.writeStringField("state", request.state().wireName());
        to.writeStringField("receivedAt", request.received().toString());
        to.writeStringField("dueAt", request.due().toString());
        to.writeStringField("requestedBy", request.requestedBy().actor().wireName());
        to.writeStringField(
                "extensionReason",
                request.extension() == null ? null : request.extension().reason());
        to.writeStringField(
                "closedAt",
                request.closing() == null ? null : request.closing().at().toString());
        to.writeEndObject();
    }

    @Override
    public void erase(RealmModel realm, String userId) {
        KeycloakTransactions.durably(session, connection -> {
            table.forgetReasons(connection, realm.getId(), userId);
            return null;
        });
    }

    @Override
    public void close() {}
}
