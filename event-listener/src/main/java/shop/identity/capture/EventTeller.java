package shop.identity.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import shop.identity.customer.Channel;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerEventType;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.Origin;
import shop.identity.outbox.CustomerVersion;
import shop.identity.outbox.EventIds;

/** Which events a change is, at most one of a type, and what the customer's version remembers of them. */
final class EventTeller {

    private final Payloads payloads;
    private final EventIds ids = new EventIds();

    EventTeller(Payloads payloads) {
        this.payloads = payloads;
    }

    /**
     * @param customer null when the user is gone, or is no customer
     * @param version  locked; what it remembers is brought up to date
     */
    void tell(
            CustomerChange change,
            CustomerState customer,
            CustomerVersion version,
            CustomerRealm realm,
            Origin from,
            Instant now,
            List<CustomerEvent> events) {
        Origin origin = originOf(change, customer, from);
        Teller teller = new Teller(change.id(), realm, origin, now, events);
        if (change.isEndOfACustomer()) {
            teller.add(CustomerEventType.DELETED, Payloads.deleted(change.id(), EndReason.of(origin.actor()), now));
            teller = teller.ofNextLife();
        }
        if (customer == null) {
            version.end();
        } else if (change.isCreated()) {
            teller.add(CustomerEventType.CREATED, payloads.created(customer));
            version.tellStatus(customer.status());
        } else {
            tellUpdates(change, customer, version, teller);
        }
    }

    /** A realm import writes copies of a directory's users as well, and was asked to. */
    private static Origin originOf(CustomerChange change, CustomerState customer, Origin from) {
        boolean federated = customer == null || customer.federated();
        return change.isAskedFor() || !federated || from.channel() == Channel.IMPORT ? from : from.overFederation();
    }

    /**
     * The status that was told last counts, not the one this transaction found: two transactions may have found the same
     * one, or one may have written an old flag back over a new one (Keycloak writes whole rows).
     */
    private void tellUpdates(CustomerChange change, CustomerState customer, CustomerVersion version, Teller teller) {
        CustomerStatus now = customer.status();
        CustomerStatus before = version.statusToldLast() == null ? now : version.statusToldLast();
        Set<String> fields = change.updatedFields(before != now);
        if (!fields.isEmpty()) {
            teller.add(CustomerEventType.UPDATED, payloads.updated(customer, fields));
        }
        if (before != now) {
            teller.add(CustomerEventType.STATUS_CHANGED, payloads.statusChanged(customer.id(), before, now));
        }
        version.tellStatus(now);
    }

    private final class Teller {

        private final String customerId;
        private final CustomerRealm realm;
        private final Origin from;
        private final Instant now;
        private final List<CustomerEvent> events;

        private Teller(String customerId, CustomerRealm realm, Origin from, Instant now, List<CustomerEvent> events) {
            this.customerId = customerId;
            this.realm = realm;
            this.from = from;
            this.now = now;
            this.events = events;
        }

        /** Whoever tells two lives apart by their times has to see one. */
        private Teller ofNextLife() {
            return new Teller(customerId, realm, from, now.plusMillis(1), events);
        }

        private void add(CustomerEventType type, ObjectNode data) {
            events.add(new CustomerEvent(ids.next(now), type, customerId, realm, now, from, data));
        }
    }
}
