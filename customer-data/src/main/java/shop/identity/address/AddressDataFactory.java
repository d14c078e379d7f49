package shop.identity.address;

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

/** A customer's addresses, for whoever has to hand them out or to erase them. */
public final class AddressDataFactory implements PersonalDataFactory {

    private final AddressTable table = new AddressTable();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new AddressData(session, table);
    }

    @Override
    public String getId() {
        return AddressesFactory.ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}

    private record AddressData(KeycloakSession session, AddressTable table) implements PersonalData {

        /** Of the exporter's own nothing is asked. */
        private static final JsonMapper JSON = new JsonMapper();

        @Override
        public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
            OwnRows own = new OwnRows(session, realm, userId);
            List<Address> addresses = own.read(connection -> table.of(connection, own));
            to.writeStartArray();
            for (Address address : addresses) {
                JSON.writeValue(to, AddressRepresentation.of(address));
            }
            to.writeEndArray();
        }

        @Override
        public void erase(RealmModel realm, String userId) {
            new OwnRows(session, realm, userId).erase(connection -> {
                table.removeUser(connection, realm.getId(), userId);
                return null;
            });
        }

        @Override
        public void close() {}
    }
}
