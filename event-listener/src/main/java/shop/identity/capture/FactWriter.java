package shop.identity.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import shop.identity.customer.CustomerEvent;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts.FactsUnderLock;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.Origin;
import shop.identity.outbox.CustomerVersion;
import shop.identity.outbox.EventIds;
import shop.identity.outbox.Outbox;

/**
 * Tells facts of many customers at once: by a handful of statements, however many they are. What the facts are is decided under
 * the lock of the customers' versions.
 *
 * <p>Crash safety: everything is written on the caller's connection, with whatever the facts tell of.
 */
public final class FactWriter {

    /**
     * Whoever deletes users locks their rows before their versions, and so do we; only to read, so that other changes go on, and
     * without waiting for a deletion under way, which may be waiting for another of these rows in turn.
     */
    private static final String HOLD =
            "SELECT ID FROM USER_ENTITY WHERE ID = ANY(?::text[]) AND REALM_ID = ? ORDER BY ID FOR KEY SHARE SKIP LOCKED";

    private final Outbox outbox;
    private final OptedInRealms realms;
    private final Supplier<Origin> origin;
    private final EventIds ids = new EventIds();

    /** @param origin of the transaction at hand */
    public FactWriter(Outbox outbox, String listener, Supplier<Origin> origin) {
        this.outbox = outbox;
        this.realms = new OptedInRealms(listener);
        this.origin = origin;
    }

    /** @return how many customers were told of something */
    public int write(Connection connection, String realmId, Collection<String> userIds, FactsUnderLock underLock)
            throws SQLException {
        Optional<CustomerRealm> realm = realms.find(connection, realmId);
        Set<String> held = realm.isEmpty() ? Set.of() : held(connection, realmId, userIds);
        if (held.isEmpty()) {
            return 0;
        }
        SortedMap<String, CustomerVersion> unknown = new TreeMap<>();
        held.forEach(id -> unknown.put(id, new CustomerVersion(id, realmId, 0, null, null)));
        SortedMap<String, CustomerVersion> versions = outbox.lock(connection, unknown);
        Map<String, List<CustomerFact>> facts = underLock.of(connection, held);
        List<CustomerEvent> events = new ArrayList<>();
        Origin from = origin.get();
        Instant now = Instant.now();
        new TreeMap<>(facts)
                .forEach((id, happened) -> happened.forEach(fact -> events.add(new CustomerEvent(
                        ids.next(now), fact.type(), id, realm.get(), now, from, Payloads.happened(id, fact, now)))));
        versions.keySet().retainAll(facts.keySet());
        outbox.append(connection, events, versions.values());
        return facts.size();
    }

    private static Set<String> held(Connection connection, String realmId, Collection<String> userIds)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HOLD)) {
            select.setArray(1, connection.createArrayOf("text", userIds.toArray()));
            select.setString(2, realmId);
            Set<String> held = new TreeSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    held.add(row.getString(1));
                }
            }
            return held;
        }
    }
}
