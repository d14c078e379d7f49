package shop.identity.queue;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Which entries of a queue, {@code q} in the statement, may be delivered now. */
record DueEntries(KeyOrder order) {

    /**
     * But for keys that wait, behind a failed entry or a dead letter. Those are all but none, and read from an index that
     * holds failed entries only. Left out by value, not by a join: a join invites the planner to read and sort whole lanes.
     */
    private static final String KEY_IS_FREE = """
            q.ITEM_KEY <> ALL(ARRAY(
              SELECT w.ITEM_KEY FROM SHOP_QUEUE w WHERE w.QUEUE = ? AND w.NEXT_ATTEMPT_AT > clock_timestamp()))""";

    /** The statement's time, which does not change under way: an index is read up to it, and no further. */
    private static final String ITS_TIME_HAS_COME = "q.NEXT_ATTEMPT_AT <= statement_timestamp()";

    String condition() {
        return order == KeyOrder.KEPT ? KEY_IS_FREE : ITS_TIME_HAS_COME;
    }

    /**
     * Whether there is one in the lane {@code l}. Without an order of keys it is the first of its index, or there is none: a
     * mere {@code EXISTS} invites the planner to look through a lane in whatever order.
     */
    String inLane() {
        String found = "FROM SHOP_QUEUE q WHERE q.QUEUE = l.QUEUE AND q.LANE = l.LANE AND " + condition();
        return order == KeyOrder.KEPT
                ? "EXISTS (SELECT 1 " + found + ")"
                : "(SELECT TRUE " + found + " ORDER BY " + first() + " LIMIT 1)";
    }

    /** @return the first parameter after those of the condition */
    int bind(PreparedStatement statement, int parameter, String queue) throws SQLException {
        if (order == KeyOrder.NONE) {
            return parameter;
        }
        statement.setString(parameter, queue);
        return parameter + 1;
    }

    /** What an index gives them in the order of. */
    String first() {
        return order == KeyOrder.KEPT ? "q.POSITION" : "q.NEXT_ATTEMPT_AT";
    }

    /** What a new entry has in {@code NEXT_ATTEMPT_AT}, and one that staff want to be tried again. */
    String atOnce() {
        return order == KeyOrder.KEPT ? "NULL" : "clock_timestamp()";
    }
}
