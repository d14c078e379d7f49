package shop.identity.queue;

import java.sql.Connection;
import java.sql.SQLException;

/** Short database transactions of a worker's own, one per call: committed on return, rolled back on an exception. */
public interface Transactions {

    <T> T call(Work<T> work);

    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
