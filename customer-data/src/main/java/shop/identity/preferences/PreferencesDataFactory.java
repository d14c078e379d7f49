package shop.identity.preferences;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.TreeSet;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.customer.PersonalDataFactory;
import shop.identity.own.OwnRows;

/** A customer's preferences, for whoever has to hand them out or to erase them. The language is with Keycloak's own record. */
public final class PreferencesDataFactory implements PersonalDataFactory {

    private final PreferencesTable table = new PreferencesTable();

    @Override
    public PersonalData create(KeycloakSession session) {
        return new PreferencesData(session, table);
    }

    @Override
    public String getId() {
        return PreferencesFactory.ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}

    private record PreferencesData(KeycloakSession session, PreferencesTable table) implements PersonalData {

        @Override
        public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
            OwnRows own = new OwnRows(session, realm, userId);
            Wishes wishes = own.read(connection -> table.find(connection, realm.getId(), userId))
                    .orElse(Wishes.UNLESS_SAID);
            to.writeStartObject();
            to.writeArrayFieldStart(Preferences.CHANNELS);
            for (MessageChannel channel : new TreeSet<>(wishes.channels())) {
                to.writeString(channel.wireName());
            }
            to.writeEndArray();
            to.writeBooleanField("newsletterSwitchedOff", !wishes.newsletter());
            to.writeEndObject();
        }

        @Override
        public void erase(RealmModel realm, String userId) {
            new OwnRows(session, realm, userId).erase(connection -> {
                table.forgetUser(connection, realm.getId(), userId);
                return null;
            });
        }

        @Override
        public void close() {}
    }
}
