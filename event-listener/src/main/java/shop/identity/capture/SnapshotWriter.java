package shop.identity.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerEventType;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.Origin;
import shop.identity.outbox.CustomerVersion;
import shop.identity.outbox.EventIds;
import shop.identity.outbox.Outbox;

/**
 * Tells what customers are like, each under the lock of their version and numbered as any other event: what a
 * transaction under way does to one of them comes after.
 */
public final class SnapshotWriter {

    private final Outbox outbox;
    private final CustomerStates states = new CustomerStates();
    private final Payloads payloads;
    private final EventIds ids = new EventIds();

    /** @param personalFields what payloads may carry */
    public SnapshotWriter(Outbox outbox, Set<PersonalField> personalFields) {
        this.outbox = outbox;
        this.payloads = new Payloads(personalFields);
    }

    /**
     * Writes one snapshot per customer in the caller's transaction.
     *
     * @param userIds users of the realm; who is gone by now, or is no customer, is left out
     * @return how many were told
     */
    public int write(Connection connection, CustomerRealm realm, Collection<String> userIds, Origin from)
            throws SQLException {
        SortedMap<String, CustomerVersion> unknown = new TreeMap<>();
        userIds.forEach(id -> unknown.put(id, new CustomerVersion(id, realm.id(), 0, null, null)));
        SortedMap<String, CustomerVersion> versions = outbox.lock(connection, unknown);
        Map<String, CustomerState> customers = states.read(connection, versions.keySet());
        Instant now = Instant.now();
        List<CustomerEvent> events = new ArrayList<>();
        versions.forEach((id, version) -> {
            CustomerState customer = customers.get(id);
            if (customer == null) {
                version.end();
            } else {
                version.tell(customer.status(), customer.verified());
                events.add(new CustomerEvent(
                        ids.next(now), CustomerEventType.SNAPSHOT, id, realm, now, from, payloads.snapshot(customer)));
            }
        });
        outbox.append(connection, events, versions.values());
        return events.size();
    }
}
