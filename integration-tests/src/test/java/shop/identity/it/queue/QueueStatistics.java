package shop.identity.it.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/**
 * What the database may believe of a queue, gathered as it is at another time than the statement's: how many entries
 * there are, and the one value that a column has, where it knows any.
 */
record QueueStatistics(int entries, Value queue, Value realm, Value nextAttempt) {

    /** Of a column: the part of rows without it, and what all others have; null when none is known. */
    record Value(double withoutIt, String ofAllOthers) {

        static final Value UNKNOWN = null;

        static Value always(String value) {
            return new Value(0, value);
        }

        static Value never() {
            return new Value(1, null);
        }
    }

    static Stream<QueueStatistics> of(String queue, String realm) {
        return Stream.of(0, 1_000_000)
                .flatMap(entries -> Stream.of(Value.UNKNOWN, Value.always(queue), Value.always("another"))
                        .flatMap(queues -> Stream.of(Value.UNKNOWN, Value.always(realm), Value.always("another"))
                                .flatMap(realms -> Stream.of(Value.UNKNOWN, Value.always("infinity"), Value.never())
                                        .map(times -> new QueueStatistics(entries, queues, realms, times)))));
    }

    /** For this transaction: it takes them back at its end. */
    void gather(Connection connection) throws SQLException {
        try (Statement restore = connection.createStatement()) {
            restore.execute("SELECT pg_restore_relation_stats('schemaname', current_schema()::text,"
                    + " 'relname', 'shop_queue', 'relpages', 20000, 'reltuples', " + entries + "::real)");
        }
        gather(connection, "queue", queue);
        gather(connection, "realm_id", realm);
        gather(connection, "next_attempt_at", nextAttempt);
    }

    private static void gather(Connection connection, String column, Value value) throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement(
                "SELECT pg_clear_attribute_stats(current_schema()::text, 'shop_queue', ?, false)")) {
            clear.setString(1, column);
            clear.execute();
        }
        if (value == Value.UNKNOWN) {
            return;
        }
        try (PreparedStatement restore = connection.prepareStatement("SELECT pg_restore_attribute_stats("
                + "'schemaname', current_schema()::text, 'relname', 'shop_queue', 'attname', ?::text, 'inherited', false,"
                + " 'null_frac', ?::real, 'avg_width', 8, 'n_distinct', ?::int::real,"
                + " 'most_common_vals', ?::text, 'most_common_freqs', ?::real[])")) {
            restore.setString(1, column);
            restore.setDouble(2, value.withoutIt());
            restore.setInt(3, value.ofAllOthers() == null ? 0 : 1);
            restore.setString(4, value.ofAllOthers() == null ? null : "{" + value.ofAllOthers() + "}");
            restore.setString(5, value.ofAllOthers() == null ? null : "{1}");
            restore.execute();
        }
    }
}
