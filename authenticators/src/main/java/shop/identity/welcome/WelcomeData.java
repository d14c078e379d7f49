package shop.identity.welcome;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/** How far a customer's welcome is. With its row a series ends. */
record WelcomeData(KeycloakSession session, Welcomes welcomes) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        Welcomes.Series series = KeycloakTransactions.within(
                        session, connection -> welcomes.of(connection, realm.getId(), userId))
                .orElse(null);
        to.writeStartObject();
        if (series != null) {
            to.writeStringField("client", series.clientId());
            to.writeStringField("verifiedAt", series.verified().toString());
            to.writeStringField(
                    "nextMailAt", series.due() == null ? null : series.due().toString());
        }
        to.writeEndObject();
    }

    @Override
    public void erase(RealmModel realm, String userId) {
        KeycloakTransactions.durably(session, connection -> {
            welcomes.forgetUser(connection, realm.getId(), userId);
            return null;
        });
    }
}
