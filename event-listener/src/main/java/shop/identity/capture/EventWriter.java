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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import shop.identity.customer.Actor;
import shop.identity.customer.CredentialReason;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.Origin;
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

    /**
     * @param origin of the transaction at hand
     * @param reason of its changes of credentials, by whom they come from
     */
    public EventWriter(
            Outbox outbox,
            String listener,
            Set<PersonalField> personalFields,
            Supplier<Origin> origin,
            Function<Actor, CredentialReason> reason) {
        this.outbox = outbox;
        this.realms = new OptedInRealms(listener);
        this.teller = new EventTeller(new Payloads(personalFields), reason);
        this.origin = origin;
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
        told.forEach((id, change) -> teller.tell(
                change, customers.get(id), versions.get(id), optedIn.get(change.realmId()), from, now, events));
        outbox.append(connection, events, versions.values());
        return !events.isEmpty();
    }

    /** As they would be if the customers were not known yet. */
    private static SortedMap<String, CustomerVersion> versionsOf(SortedMap<String, CustomerChange> changes) {
        SortedMap<String, CustomerVersion> versions = new TreeMap<>();
        changes.forEach((id, change) ->
                versions.put(id, new CustomerVersion(id, change.realmId(), 0, change.statusBefore(), null)));
        return versions;
    }
}
