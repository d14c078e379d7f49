package shop.identity.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import shop.identity.customer.Actor;
import shop.identity.customer.CredentialReason;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.Origin;
import shop.identity.customer.StatusChanged;
import shop.identity.outbox.CustomerVersion;
import shop.identity.outbox.Outbox;

/**
 * Tells what a transaction did, just before its commit: locks the customers' versions, reads what the customers are like
 * now, and writes the events to the outbox.
 */
public final class EventWriter {

    private final Outbox outbox;
    private final OptedInRealms realms;
    private final PhoneProof proof = new PhoneProof();
    private final CustomerStates states = new CustomerStates();
    private final EventTeller teller;
    private final Supplier<Origin> origin;
    private final Consumer<StatusChanged> changed;

    /**
     * @param origin  of the transaction at hand
     * @param reason  of its changes of credentials, by whom they come from
     * @param changed is told which customers have another status, in the transaction
     */
    public EventWriter(
            Outbox outbox,
            String listener,
            Set<PersonalField> personalFields,
            Supplier<Origin> origin,
            Function<Actor, CredentialReason> reason,
            Consumer<StatusChanged> changed) {
        this.outbox = outbox;
        this.realms = new OptedInRealms(listener);
        this.teller = new EventTeller(new Payloads(personalFields), reason);
        this.origin = origin;
        this.changed = changed;
    }

    /** @return whether there was anything to tell */
    boolean write(Connection connection, SortedMap<String, CustomerChange> changes) throws SQLException {
        Map<String, CustomerRealm> optedIn = realms.among(
                connection,
                changes.values().stream().map(CustomerChange::realmId).collect(Collectors.toSet()));
        SortedMap<String, CustomerChange> told = new TreeMap<>(changes);
        told.values().removeIf(change -> !optedIn.containsKey(change.realmId()));
        if (told.isEmpty()) {
            return false;
        }
        SortedMap<String, CustomerVersion> versions = outbox.lock(connection, versionsOf(told));
        proof.withdraw(connection, told);
        Map<String, CustomerState> customers = states.read(connection, told.keySet());
        Origin from = origin.get();
        Instant now = Instant.now();
        List<CustomerEvent> events = new ArrayList<>();
        List<StatusChanged> statuses = new ArrayList<>();
        told.forEach((id, change) -> {
            CustomerVersion version = versions.get(id);
            CustomerRealm realm = optedIn.get(change.realmId());
            CustomerStatus before = version.statusToldLast();
            teller.tell(change, customers.get(id), version, realm, from, now, events);
            CustomerStatus after = version.statusToldLast();
            if (before != null && before != after && !change.isCreated()) {
                statuses.add(new StatusChanged(connection, realm, id, before, after, now));
            }
        });
        outbox.append(connection, events, versions.values());
        statuses.forEach(changed);
        return !events.isEmpty();
    }

    /** As they would be if the customers were not known yet. */
    private static SortedMap<String, CustomerVersion> versionsOf(SortedMap<String, CustomerChange> changes) {
        SortedMap<String, CustomerVersion> versions = new TreeMap<>();
        changes.forEach((id, change) -> versions.put(id, new CustomerVersion(id, change.realmId(), 0, null, null)));
        return versions;
    }
}
