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
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.keycloak.provider.ProviderEvent;
import shop.identity.customer.Actor;
import shop.identity.customer.CredentialReason;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomersChanged;
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
    private final Predicate<String> erasing;
    private final Consumer<ProviderEvent> server;

    /**
     * @param origin  of the transaction at hand
     * @param reason  of its changes of credentials, by whom they come from
     * @param erasing whether the transaction is the erasure of the customer with this id
     * @param server  is told which customers have changed, and which have another status, in the transaction
     */
    public EventWriter(
            Outbox outbox,
            String listener,
            Set<PersonalField> personalFields,
            Supplier<Origin> origin,
            Function<Actor, CredentialReason> reason,
            Predicate<String> erasing,
            Consumer<ProviderEvent> server) {
        this.outbox = outbox;
        this.realms = new OptedInRealms(listener);
        this.teller = new EventTeller(new Payloads(personalFields), reason);
        this.origin = origin;
        this.erasing = erasing;
        this.server = server;
    }

    /**
     * Refuses what {@link #write} would, as long as the refusal gets through to the caller: see {@link CustomerCapture}. The
     * locks are kept, so what is legal here still is then; they are those that it takes, in one order for everybody.
     *
     * @throws shop.identity.problem.Refusal 409: a change of status that is not legal
     */
    void judge(Connection connection, SortedMap<String, CustomerChange> changes) throws SQLException {
        if (changes.values().stream().noneMatch(CustomerChange::touchesStatus)) {
            return;
        }
        SortedMap<String, CustomerChange> judged = amongOptedIn(changes, optedIn(connection, changes));
        if (judged.isEmpty()) {
            return;
        }
        SortedMap<String, CustomerVersion> versions = outbox.lock(connection, versionsOf(judged));
        judged.values().removeIf(change -> !change.touchesStatus());
        Map<String, CustomerState> customers = states.read(connection, judged.keySet());
        judged.forEach((id, change) -> StatusStep.of(change, customers.get(id), versions.get(id))
                .ifPresent(step -> step.requireLegal(erasing.test(id))));
    }

    /** @return whether there was anything to tell */
    boolean write(Connection connection, SortedMap<String, CustomerChange> changes) throws SQLException {
        Map<String, CustomerRealm> optedIn = optedIn(connection, changes);
        SortedMap<String, CustomerChange> told = amongOptedIn(changes, optedIn);
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
        optedIn.values().forEach(realm -> publish(connection, realm, told, customers, now));
        told.forEach((id, change) -> {
            CustomerVersion version = versions.get(id);
            CustomerRealm realm = optedIn.get(change.realmId());
            StatusStep.of(change, customers.get(id), version).ifPresent(step -> {
                step.requireLegal(erasing.test(id));
                if (step.isChange()) {
                    statuses.add(new StatusChanged(connection, realm, id, step.from(), step.to(), now));
                }
            });
            teller.tell(change, customers.get(id), version, realm, from, now, events);
        });
        outbox.append(connection, events, versions.values());
        statuses.forEach(server);
        return !events.isEmpty();
    }

    private Map<String, CustomerRealm> optedIn(Connection connection, SortedMap<String, CustomerChange> changes)
            throws SQLException {
        return realms.among(
                connection,
                changes.values().stream().map(CustomerChange::realmId).collect(Collectors.toSet()));
    }

    private static SortedMap<String, CustomerChange> amongOptedIn(
            SortedMap<String, CustomerChange> changes, Map<String, CustomerRealm> optedIn) {
        SortedMap<String, CustomerChange> told = new TreeMap<>(changes);
        told.values().removeIf(change -> !optedIn.containsKey(change.realmId()));
        return told;
    }

    /** What the server's listeners know of in turn is told with the rest. */
    private void publish(
            Connection connection,
            CustomerRealm realm,
            Map<String, CustomerChange> changes,
            Map<String, CustomerState> customers,
            Instant now) {
        Map<String, CustomersChanged.Change> changed = new TreeMap<>();
        changes.forEach((id, change) -> {
            if (change.realmId().equals(realm.id()) && customers.containsKey(id)) {
                changed.put(id, change.told());
            }
        });
        if (!changed.isEmpty()) {
            server.accept(new CustomersChanged(
                    connection,
                    realm,
                    changed,
                    now,
                    (id, fact) -> changes.get(id).happened(fact)));
        }
    }

    /** As they would be if the customers were not known yet. */
    private static SortedMap<String, CustomerVersion> versionsOf(SortedMap<String, CustomerChange> changes) {
        SortedMap<String, CustomerVersion> versions = new TreeMap<>();
        changes.forEach((id, change) -> versions.put(id, new CustomerVersion(id, change.realmId(), 0, null, null)));
        return versions;
    }
}
