package shop.identity.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerEventType;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.Origin;
import shop.identity.outbox.EventIds;
import shop.identity.outbox.Outbox;

/** Turns what a transaction did into events, at most one of a type per customer, and writes them to the outbox. */
public final class EventWriter {

    private final Outbox outbox;
    private final OptedInRealms realms;
    private final Payloads payloads;
    private final Supplier<Origin> origin;
    private final EventIds ids = new EventIds();

    /** @param origin of the transaction at hand */
    public EventWriter(Outbox outbox, String listener, Set<PersonalField> personalFields, Supplier<Origin> origin) {
        this.outbox = outbox;
        this.realms = new OptedInRealms(listener);
        this.payloads = new Payloads(personalFields);
        this.origin = origin;
    }

    /** @return whether there was anything to tell */
    boolean write(Connection connection, Collection<CustomerChange> changes) throws SQLException {
        List<CustomerChange> customers = changes.stream()
                .filter(change -> !change.isNothing() && change.user().getServiceAccountClientLink() == null)
                .toList();
        if (customers.isEmpty()) {
            return false;
        }
        Map<String, CustomerRealm> optedIn = realms.among(
                connection,
                customers.stream().map(change -> change.user().getRealmId()).collect(Collectors.toSet()));
        List<CustomerEvent> events = eventsOf(customers, optedIn);
        if (events.isEmpty()) {
            return false;
        }
        outbox.append(connection, events);
        return true;
    }

    private List<CustomerEvent> eventsOf(List<CustomerChange> customers, Map<String, CustomerRealm> optedIn) {
        Origin from = origin.get();
        Instant now = Instant.now();
        List<CustomerEvent> events = new ArrayList<>();
        for (CustomerChange change : customers) {
            CustomerRealm realm = optedIn.get(change.user().getRealmId());
            if (realm != null) {
                new Told(change, realm, from, now, events).tell();
            }
        }
        return events;
    }

    private final class Told {

        private final CustomerChange change;
        private final CustomerRealm realm;
        private final Origin from;
        private final Instant now;
        private final List<CustomerEvent> events;

        private Told(CustomerChange change, CustomerRealm realm, Origin from, Instant now, List<CustomerEvent> events) {
            this.change = change;
            this.realm = realm;
            this.from = from;
            this.now = now;
            this.events = events;
        }

        private void tell() {
            if (change.isDeleted()) {
                add(CustomerEventType.DELETED, payloads.deleted(change.user(), from, now));
            }
            if (change.isCreated()) {
                add(CustomerEventType.CREATED, payloads.created(change.user(), change.status()));
            } else if (!change.isDeleted()) {
                tellUpdates();
            }
        }

        private void tellUpdates() {
            Set<String> fields = change.updatedFields();
            if (!fields.isEmpty()) {
                add(CustomerEventType.UPDATED, payloads.updated(change.user(), change.status(), fields));
            }
            CustomerStatus before = change.statusBefore();
            if (before != change.status()) {
                add(CustomerEventType.STATUS_CHANGED, payloads.statusChanged(change.user(), before, change.status()));
            }
        }

        private void add(CustomerEventType type, ObjectNode data) {
            events.add(new CustomerEvent(ids.next(now), type, change.user().getId(), realm, now, from, data));
        }
    }
}
