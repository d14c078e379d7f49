package shop.identity.erasure.processing;

import java.sql.Connection;
import java.sql.SQLException;

/** What has to be erased elsewhere, put down in the transaction of the erasure, to be done after it. */
@FunctionalInterface
public interface RemoteTasks {

    /** @param erasureId of the request */
    void begin(Connection connection, String realmId, String customerId, String erasureId) throws SQLException;

    /** Nobody else has anything. */
    static RemoteTasks none() {
        return (connection, realmId, customerId, erasureId) -> {};
    }
}
