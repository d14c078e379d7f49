package shop.identity.request;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import shop.identity.problem.Refusal;

/** One request with one key at a time, over all nodes. */
final class RequestLock {

    /** Longer than any write takes. Whoever waits keeps a connection. */
    private static final String PATIENCE = "SET LOCAL lock_timeout TO '10s'";

    private static final String NO_HURRY = "SET LOCAL lock_timeout TO DEFAULT";
    private static final String LOCK = "SELECT pg_advisory_xact_lock(?)";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private RequestLock() {}

    /**
     * Until the transaction ends, whoever asks the same waits.
     *
     * @throws Refusal 503: the one before takes too long
     */
    static void hold(Connection connection, RepeatableRequest request) throws SQLException {
        try (PreparedStatement patience = connection.prepareStatement(PATIENCE);
                PreparedStatement lock = connection.prepareStatement(LOCK);
                PreparedStatement noHurry = connection.prepareStatement(NO_HURRY)) {
            patience.execute();
            lock.setLong(1, request.lock());
            lock.execute();
            noHurry.execute();
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw Refusal.unavailable(
                        "The first request with this " + RepeatableRequest.HEADER + " is not done yet.");
            }
            throw e;
        }
    }
}
