package shop.identity.it.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import shop.identity.it.ground.Ground;

/** Rows of the outbox as time leaves them behind: published, of customers of their own. */
final class OldEvents {

    /** Of one kind, so that a test can count and clear its own. */
    private static final String AGGREGATE = "OldEvents";

    private static final String INSERT = """
            INSERT INTO SHOP_OUTBOX (ID, AGGREGATETYPE, AGGREGATEID, TYPE, SOURCE, TIME, DATASCHEMA, SEQUENCE, ACTOR,
                                     CHANNEL, TRACEPARENT, PAYLOAD)
            SELECT (lpad(to_hex(age.at), 12, '0') || '7000' || '8' || lpad(to_hex(n), 15, '0'))::uuid,
                   '%s', md5(n::text)::uuid::text, 'customer.updated', '/realms/shop', '2026-01-01T00:00:00.000Z',
                   'urn:shop-identity:schema:customer.updated:1', lpad('1', 20, '0'), 'admin', 'admin-api', NULL,
                   '{"customerId":"' || md5(n::text)::uuid || '","status":"ACTIVE","fields":["firstName"]}'
              FROM generate_series(?::bigint, ?::bigint) AS n
             CROSS JOIN LATERAL (
                   SELECT (extract(epoch FROM now()) * 1000 - ? + (?::bigint - ?) * (n - ?)::float8 / ?)::bigint AS at) AS age
            """.formatted(AGGREGATE);

    private final Ground ground;

    OldEvents(Ground ground) {
        this.ground = ground;
    }

    /**
     * Adds rows number {@code from} to {@code to}, evenly from an age to a younger one.
     *
     * @param oldest   in milliseconds
     * @param youngest in milliseconds
     */
    void add(long from, long to, long oldest, long youngest) throws SQLException {
        try (Connection connection = ground.postgres().connect();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, from);
            insert.setLong(2, to);
            insert.setLong(3, oldest);
            insert.setLong(4, oldest);
            insert.setLong(5, youngest);
            insert.setLong(6, from);
            insert.setLong(7, to - from + 1);
            insert.executeUpdate();
        }
    }

    /** Lets the oldest one be a dead letter. */
    String bury() {
        String id = ground.query(
                        "SELECT ID FROM SHOP_OUTBOX WHERE AGGREGATETYPE = '" + AGGREGATE + "' ORDER BY ID LIMIT 1")
                .get(0);
        ground.execute("INSERT INTO SHOP_QUEUE (QUEUE, LANE, ITEM_KEY, JOB_ID, NEXT_ATTEMPT_AT)"
                + " VALUES ('kafka', 0, 'OldEvents', '" + id + "', 'infinity')");
        return id;
    }

    long count() {
        return ground.count("SELECT COUNT(*) FROM SHOP_OUTBOX WHERE AGGREGATETYPE = '" + AGGREGATE + "'");
    }

    boolean isThere(String id) {
        return ground.count("SELECT COUNT(*) FROM SHOP_OUTBOX WHERE ID = ?::uuid", id) == 1;
    }

    void clear() {
        ground.execute("DELETE FROM SHOP_QUEUE WHERE ITEM_KEY = 'OldEvents'");
        ground.execute("DELETE FROM SHOP_OUTBOX WHERE AGGREGATETYPE = '" + AGGREGATE + "'");
    }
}
