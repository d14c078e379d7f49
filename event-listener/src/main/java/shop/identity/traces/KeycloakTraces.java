package shop.identity.traces;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.KeycloakTransactions;

/**
 * What Keycloak knows of a customer beside the user's record: its events, and rows of tables that point to the user. Has to be
 * asked to erase before the record is made anonymous: by the record it knows which events are about the customer.
 */
record KeycloakTraces(KeycloakSession session, UserEvents events, AdminEvents adminEvents, SideRecords records)
        implements PersonalData {

    /** Nothing: whoever hands out Keycloak's own record hands out its events and sessions with it. */
    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeEndObject();
    }

    @Override
    public void erase(RealmModel realm, String userId) {
        // Events of this very transaction are Hibernate's still.
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        entities.flush();
        KnownAs customer = KnownAs.of(session, realm, userId);
        KeycloakTransactions.durably(session, connection -> {
            EventWords.expectFew(connection);
            events.remove(connection, realm.getId(), customer);
            adminEvents.clean(connection, realm.getId(), customer);
            records.remove(connection, realm.getId(), customer);
            return null;
        });
        SharedResources.remove(session, userId);
    }
}
