package shop.identity.consent;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.own.OwnRows;

/**
 * What a customer agreed to, for whoever has to hand it out. Erased is whose it was: that a shop asked, and what it was told,
 * stays as the proof that it owes (Article 7 of the GDPR).
 */
public final class ConsentDataFactory implements PersonalDataFactory {

    private final Consents consents = new Consents();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new ConsentData(session, consents);
    }

    @Override
    public String getId() {
        return "consents";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}

    private record ConsentData(KeycloakSession session, Consents consents) implements PersonalData {

        private static final int AT_ONCE = 100;

        /** Of the exporter's own nothing is asked. */
        private static final JsonMapper JSON = new JsonMapper();

        @Override
        public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
            OwnRows own = new OwnRows(session, realm, userId);
            to.writeStartArray();
            int first = 0;
            List<Consent> some;
            do {
                int from = first;
                some = own.read(connection -> consents.history(connection, realm.getId(), userId, from, AT_ONCE));
                for (Consent consent : some) {
                    JSON.writeValue(to, PastConsentRepresentation.of(consent));
                }
                first += AT_ONCE;
            } while (some.size() == AT_ONCE);
            to.writeEndArray();
        }

        @Override
        public void erase(RealmModel realm, String userId) {
            new OwnRows(session, realm, userId).erase(connection -> {
                consents.unname(connection, realm.getId(), userId);
                return null;
            });
        }

        @Override
        public void close() {}
    }
}
