package shop.identity.phoneverification;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/** When a customer has shown to have a telephone number. The number itself is an attribute of the user. */
record VerifiedPhoneData(KeycloakSession session, VerifiedPhones phones) implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        Optional<Instant> since =
                KeycloakTransactions.within(session, connection -> phones.since(connection, realm.getId(), userId));
        to.writeStartObject();
        to.writeStringField("verifiedAt", since.map(Instant::toString).orElse(null));
        to.writeEndObject();
    }

    /** Somebody else may verify the number from then on. */
    @Override
    public void erase(RealmModel realm, String userId) {
        KeycloakTransactions.durably(session, connection -> {
            phones.forgetUser(connection, userId);
            return null;
        });
    }
}
