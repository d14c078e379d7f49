package shop.identity.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What was answered must survive a crash of the database. Keycloak turns synchronous commit off for some of its
 * transactions, an administrator may have done so for all of them.
 */
public final class DurableCommit {

    private static final String DURABLE = """
            SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'
            """;

    private DurableCommit() {}

    /** Makes the commit of the transaction at hand wait for the disk. */
    public static void demand(Connection connection) throws SQLException {
        try (PreparedStatement durable = connection.prepareStatement(DURABLE)) {
            durable.execute();
        }
    }
}
