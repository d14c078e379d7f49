package shop.identity.history;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/** The last login, and all that are kept, the newest first. */
record LoginData(KeycloakSession session, LoginTable table) implements PersonalData {

    private static final int AT_ONCE = 200;

    /** Of the exporter's own nothing is asked. */
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        Optional<LastLogin> last =
                KeycloakTransactions.within(session, connection -> table.last(connection, realm.getId(), userId));
        to.writeStartObject();
        to.writeFieldName("lastLogin");
        JSON.writeValue(to, last.map(LastLoginRepresentation::of).orElse(null));
        to.writeArrayFieldStart("logins");
        int first = 0;
        List<Login> some;
        do {
            int from = first;
            some = KeycloakTransactions.within(
                    session, connection -> table.ofCustomer(connection, realm.getId(), userId, from, AT_ONCE));
            for (Login login : some) {
                JSON.writeValue(to, LoginRepresentation.of(login));
            }
            first += AT_ONCE;
        } while (some.size() == AT_ONCE);
        to.writeEndArray();
        to.writeEndObject();
    }

    @Override
    public void erase(RealmModel realm, String userId) {
        KeycloakTransactions.durably(session, connection -> {
            table.removeUser(connection, realm.getId(), userId);
            return null;
        });
    }
}
