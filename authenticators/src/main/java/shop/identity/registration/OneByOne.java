package shop.identity.registration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import shop.identity.server.KeycloakTransactions;

/**
 * Registrations of one address come one after the other, over all nodes: the second sees whether the first got the
 * address, and no unique constraint has to tell it by failing.
 */
final class OneByOne {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(? || '/' || ?, 11))";
    private static final String SAVEPOINT = "shop_registration";

    private final KeycloakSession session;

    OneByOne(KeycloakSession session) {
        this.session = session;
    }

    /** Waits for whoever registers the same address; holds others back until {@link #giveWay}, or the transaction's end. */
    void begin(RealmModel realm, String address) {
        KeycloakTransactions.within(session, connection -> {
            execute(connection, "SAVEPOINT " + SAVEPOINT);
            try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
                lock.setString(1, realm.getId());
                lock.setString(2, address.strip().toLowerCase(Locale.ROOT));
                lock.execute();
            }
            return null;
        });
    }

    /** The address is taken: what follows need not hold anybody back. Nothing was written since {@link #begin}. */
    void giveWay() {
        KeycloakTransactions.within(session, connection -> {
            execute(connection, "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
            return null;
        });
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement execute = connection.createStatement()) {
            execute.execute(statement);
        }
    }
}
