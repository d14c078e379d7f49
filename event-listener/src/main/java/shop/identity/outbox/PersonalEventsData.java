package shop.identity.outbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.PersonalData;
import shop.identity.server.BeforeCommit;
import shop.identity.server.KeycloakTransactions;

/** What the outbox has told of a customer, or will tell, as long as it is kept. */
record PersonalEventsData(KeycloakSession session, PersonalEvents events) implements PersonalData {

    /** Of the exporter's own nothing is asked. */
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        List<PersonalEvents.PersonalEvent> told =
                KeycloakTransactions.within(session, connection -> events.of(connection, realm.getId(), userId));
        to.writeStartArray();
        for (PersonalEvents.PersonalEvent event : told) {
            to.writeStartObject();
            to.writeStringField("id", event.id().toString());
            to.writeStringField("type", event.type());
            to.writeStringField("time", event.time());
            to.writeNumberField("sequence", event.sequence());
            to.writeFieldName("data");
            JSON.writeTree(to, event.data());
            to.writeEndObject();
        }
        to.writeEndArray();
    }

    /**
     * Just before the commit, when the record is anonymous and Hibernate has written that: whoever changed the customer meanwhile
     * is through by then, with all events, and whoever comes later finds nothing personal to tell. The customer's version stays:
     * the erasure is told with the next number.
     */
    @Override
    public void erase(RealmModel realm, String userId) {
        // Asked for now: at the commit nothing joins the transaction any more.
        EntityManager entities =
                session.getProvider(JpaConnectionProvider.class).getEntityManager();
        String realmId = realm.getId();
        session.getTransactionManager().enlistPrepare(new BeforeCommit(() -> {
            entities.flush();
            KeycloakTransactions.durably(session, connection -> {
                events.scrubUnderLock(connection, realmId, userId);
                return null;
            });
        }));
    }
}
