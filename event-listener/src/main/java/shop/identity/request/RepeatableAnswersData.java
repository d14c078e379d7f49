package shop.identity.request;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/** What a customer was answered within the last day, for whoever has to hand it out or to erase it. */
record RepeatableAnswersData(KeycloakSession session, RepeatableAnswers answers) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        List<RepeatableAnswers.Past> past =
                KeycloakTransactions.within(session, connection -> answers.ofCaller(connection, realm.getId(), userId));
        to.writeStartArray();
        for (RepeatableAnswers.Past one : past) {
            byte[] body = one.answer().body();
            to.writeStartObject();
            to.writeStringField("time", one.at().toString());
            to.writeNumberField("status", one.answer().status());
            to.writeStringField("body", body == null ? null : new String(body, StandardCharsets.UTF_8));
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    @Override
    public void erase(RealmModel realm, String userId) {
        KeycloakTransactions.durably(session, connection -> {
            answers.forgetCustomer(connection, realm.getId(), userId);
            return null;
        });
    }

    @Override
    public void close() {}
}
