package shop.identity.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.keycloak.models.UserModel;
import shop.identity.customer.Actor;
import shop.identity.customer.Channel;
import shop.identity.customer.ContactChannel;
import shop.identity.customer.CredentialReason;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerEventType;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.Origin;
import shop.identity.outbox.CustomerVersion;
import shop.identity.outbox.EventIds;

/** Which events a change is, at most one of a type, and what the customer's version remembers of them. */
final class EventTeller {

    /** What preferences call Keycloak's attribute. */
    private static final String LANGUAGE = "language";

    private final Payloads payloads;
    private final Function<Actor, CredentialReason> reason;
    private final EventIds ids = new EventIds();

    /** @param reason of changed credentials, by whom that comes from */
    EventTeller(Payloads payloads, Function<Actor, CredentialReason> reason) {
        this.payloads = payloads;
        this.reason = reason;
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
            tellErased(change, teller);
            teller.add(CustomerEventType.DELETED, Payloads.deleted(change.id(), EndReason.of(origin.actor()), now));
            teller = teller.ofNextLife();
        }
        if (customer == null) {
            version.end();
        } else if (change.isCreated()) {
            teller.add(CustomerEventType.CREATED, payloads.created(customer));
            tellFacts(change, teller);
            version.tell(customer.status(), customer.verified());
        } else {
            tellUpdates(
                    change,
                    customer,
                    version,
                    StatusStep.of(change, customer, version).orElseThrow(),
                    teller);
        }
    }

    /** A realm import writes copies of a directory's users as well, and was asked to. */
    private static Origin originOf(CustomerChange change, CustomerState customer, Origin from) {
        boolean federated = customer == null || customer.federated();
        return change.isAskedFor() || !federated || from.channel() == Channel.IMPORT ? from : from.overFederation();
    }

    private void tellUpdates(
            CustomerChange change, CustomerState customer, CustomerVersion version, StatusStep step, Teller teller) {
        Set<ContactChannel> verified = customer.verified();
        Set<ContactChannel> verifiedBefore =
                version.verifiedToldLast() == null ? change.verifiedBefore(verified) : version.verifiedToldLast();
        Set<String> fields = new TreeSet<>(change.fields());
        if (step.isChange()) {
            fields.remove(CustomerStatus.MARK);
        } else if (isLost(ContactChannel.EMAIL, verifiedBefore, verified)) {
            fields.add("emailVerified");
        }
        if (!fields.isEmpty()) {
            teller.add(CustomerEventType.UPDATED, payloads.updated(customer, fields));
        }
        tellVerified(verifiedBefore, verified, teller);
        if (step.isChange()) {
            teller.add(CustomerEventType.STATUS_CHANGED, payloads.statusChanged(customer.id(), step.from(), step.to()));
        }
        tellCredentials(change, teller);
        if (change.fields().contains(UserModel.LOCALE)) {
            // On whichever path: login pages and the Account Console change it as well.
            change.preferenceChanged(LANGUAGE);
        }
        tellFacts(change, teller);
        version.tell(step.to(), verified);
    }

    /** Who is erased, and deleted with it, is told of both. */
    private static void tellErased(CustomerChange change, Teller teller) {
        change.facts().stream()
                .filter(fact -> fact.type() == CustomerEventType.ERASED)
                .forEach(fact -> teller.add(fact.type(), Payloads.happened(change.id(), fact, teller.now)));
    }

    private static void tellFacts(CustomerChange change, Teller teller) {
        change.facts().forEach(fact -> teller.add(fact.type(), Payloads.happened(change.id(), fact, teller.now)));
    }

    /**
     * The flags and the mark behind the status are no fields, as long as an event of its own tells of them. Of a suspended
     * customer, whose address is verified no longer, none does.
     */
    private static boolean isLost(ContactChannel channel, Set<ContactChannel> before, Set<ContactChannel> now) {
        return before.contains(channel) && !now.contains(channel);
    }

    private void tellVerified(Set<ContactChannel> before, Set<ContactChannel> now, Teller teller) {
        Set<ContactChannel> channels = new TreeSet<>(now);
        channels.removeAll(before);
        if (!channels.isEmpty()) {
            teller.add(CustomerEventType.VERIFIED, payloads.verified(teller.customerId, channels, teller.now));
        }
    }

    private void tellCredentials(CustomerChange change, Teller teller) {
        SortedMap<String, CredentialChange> credentials = change.credentials().byType();
        if (!credentials.isEmpty()) {
            teller.add(
                    CustomerEventType.CREDENTIAL_CHANGED,
                    payloads.credentialChanged(change.id(), credentials, reason.apply(teller.from.actor())));
        }
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
