package shop.identity.bench.segments;

import java.util.Map;
import java.util.TreeMap;

/**
 * Rows that were inserted, updated and deleted, by PostgreSQL's own counters: in the pack's tables, and in Keycloak's of users
 * and groups.
 *
 * @param rows by the names of the tables
 */
record Written(Map<String, Long> rows) {

    /** Where a sweep keeps how far it is. */
    private static final String PROGRESS = "shop_segment_sweep";

    private static final String MEMBERSHIPS = "user_group_membership";
    private static final String EVENTS = "shop_outbox";

    /** The relay renews its leases every few seconds, whether or not there is anything to do. */
    private static final String LEASES = "shop_queue_lane";

    Written since(Written before) {
        Map<String, Long> more = new TreeMap<>(rows);
        more.replaceAll((table, count) -> count - before.of(table));
        return new Written(more);
    }

    private long of(String table) {
        return rows.getOrDefault(table, 0L);
    }

    long ofProgress() {
        return of(PROGRESS);
    }

    long ofLeases() {
        return of(LEASES);
    }

    long ofMemberships() {
        return of(MEMBERSHIPS);
    }

    long ofEvents() {
        return of(EVENTS);
    }

    /** All but the sweep's own row, and the relay's leases. */
    long ofCustomers() {
        return rows.values().stream().mapToLong(Long::longValue).sum() - ofProgress() - ofLeases();
    }
}
