package shop.identity.segments.own;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.customer.CustomerFacts;
import shop.identity.customer.CustomerSegment;
import shop.identity.customer.PersonalData;
import shop.identity.segments.catalog.Segment;
import shop.identity.segments.catalog.SegmentTable;
import shop.identity.segments.facts.FactTable;
import shop.identity.segments.facts.KnownFact;
import shop.identity.segments.membership.CachedCustomers;
import shop.identity.segments.membership.LeaverTable;
import shop.identity.segments.membership.Memberships;
import shop.identity.segments.membership.Moves;
import shop.identity.server.KeycloakTransactions;

/** The numbers that services pushed, and the segments that a customer is in. Which ones staff took the customer out of goes too. */
record SegmentPersonalData(
        KeycloakSession session, SegmentTable table, FactTable facts, LeaverTable leavers, Memberships memberships)
        implements PersonalData {

    @Override
    public void export(RealmModel realm, String userId, JsonGenerator to) throws IOException {
        List<KnownFact> known =
                KeycloakTransactions.within(session, connection -> facts.of(connection, realm.getId(), userId));
        List<CustomerSegment> segments = KeycloakTransactions.within(session, connection -> {
            Map<String, Segment> all = byId(table.list(connection, realm.getId()));
            return memberships.of(connection, userId, all.keySet()).stream()
                    .map(id -> all.get(id).told())
                    .toList();
        });
        to.writeStartObject();
        to.writeArrayFieldStart("segments");
        for (CustomerSegment segment : segments) {
            to.writeStartObject();
            to.writeStringField("id", segment.id());
            to.writeStringField("name", segment.name());
            to.writeEndObject();
        }
        to.writeEndArray();
        to.writeArrayFieldStart("facts");
        for (KnownFact fact : known) {
            to.writeStartObject();
            to.writeStringField("name", fact.name());
            to.writeNumberField("value", fact.value());
            to.writeStringField("changedAt", fact.changedAt().toString());
            to.writeEndObject();
        }
        to.writeEndArray();
        to.writeEndObject();
    }

    @Override
    public void erase(RealmModel realm, String userId) {
        KeycloakTransactions.within(session, connection -> {
            facts.removeUser(connection, realm.getId(), userId);
            leavers.removeUser(connection, realm.getId(), userId);
            Map<String, Segment> all = byId(table.list(connection, realm.getId()));
            Moves moves = memberships
                    .removeFromAll(connection, List.of(userId), all.keySet())
                    .get(userId);
            if (moves != null) {
                moves.facts(all).forEach(fact -> CustomerFacts.tell(session, realm, userId, fact));
            }
            return null;
        });
        CachedCustomers.forget(session, realm, List.of(userId));
    }

    private static Map<String, Segment> byId(List<Segment> segments) {
        Map<String, Segment> byId = new HashMap<>();
        segments.forEach(segment -> byId.put(segment.id(), segment));
        return byId;
    }

    @Override
    public void close() {}
}
