package shop.identity.it.cdc;

import java.util.Map;
import java.util.TreeMap;
import shop.identity.it.ground.Ground;

/** What PostgreSQL's log says was done to the rows of {@code SHOP_OUTBOX}, from now on. */
final class LoggedChanges implements AutoCloseable {

    private static final String NAME = "test_all_changes";

    private final Ground ground;

    LoggedChanges(Ground ground) {
        this.ground = ground;
        ground.executeAsSuperuser("CREATE PUBLICATION " + NAME + " FOR TABLE shop_outbox");
        ground.executeAsSuperuser("SELECT pg_create_logical_replication_slot('" + NAME + "', 'pgoutput')");
    }

    /** How many there were of each kind: I insert, U update, D delete, T truncate. */
    Map<String, Integer> byKind() {
        Map<String, Integer> kinds = new TreeMap<>();
        // The first byte of a message is its kind.
        ground
                .query("SELECT chr(get_byte(data, 0)) FROM pg_logical_slot_peek_binary_changes('" + NAME
                        + "', NULL, NULL, 'proto_version', '1', 'publication_names', '" + NAME + "')")
                .stream()
                .filter("IUDT"::contains)
                .forEach(kind -> kinds.merge(kind, 1, Integer::sum));
        return kinds;
    }

    @Override
    public void close() {
        ground.executeAsSuperuser("SELECT pg_drop_replication_slot('" + NAME + "')");
        ground.executeAsSuperuser("DROP PUBLICATION " + NAME);
    }
}
