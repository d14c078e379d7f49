package shop.identity.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.keycloak.models.KeycloakSession;
import shop.identity.server.KeycloakTransactions;

/** Rows that are written as they are read, and not kept. */
record Rows(KeycloakSession session) {

    /** The statement, with its parameters. */
    @FunctionalInterface
    interface Query {
        PreparedStatement on(Connection connection) throws SQLException;
    }

    /** What is done with each. */
    @FunctionalInterface
    interface Row {
        void write(ResultSet row) throws SQLException, IOException;
    }

    void each(Query query, Row one) throws IOException {
        try {
            KeycloakTransactions.within(session, connection -> {
                try (PreparedStatement select = query.on(connection);
                        ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        one.write(row);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return null;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
