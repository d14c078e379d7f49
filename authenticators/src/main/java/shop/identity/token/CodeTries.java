package shop.identity.token;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import shop.identity.queue.DurableCommit;
import shop.identity.queue.Transactions;
import shop.identity.sealing.Sealed;
import shop.identity.server.KeycloakTransactions;

/**
 * Compares codes that are typed with the one that was sent, five times at most. A try is counted, and committed in a
 * transaction of its own, before anything is compared: however many come at once, whatever becomes of their requests, no
 * sixth is made.
 */
public final class CodeTries {

    static final int MOST = 5;

    /** The owner's live token of a kind: there is one at most. */
    private static final String COUNT = """
            UPDATE SHOP_TOKEN SET TRIES = TRIES + 1
             WHERE USER_ID = ? AND KIND = ? AND USED_AT IS NULL AND REPLACED_AT IS NULL
               AND EXPIRES_AT > clock_timestamp() AND CODE_MAC IS NOT NULL AND TRIES < ?
            RETURNING ID, REALM_ID, CODE_KEY, CODE_MAC
            """;

    public enum Outcome {
        RIGHT,
        WRONG,
        /** None is live, or all tries are used up: only a new code helps. */
        NONE_LEFT
    }

    /** @param tokenId the one whose code was typed; null unless it is right */
    public record Try(Outcome outcome, UUID tokenId) {}

    private record Counted(UUID id, String realmId, Sealed sealed) {}

    private final Transactions transactions;
    private final CodeSeal seal;

    /** @param transactions of their own, not the request's */
    CodeTries(Transactions transactions, CodeSeal seal) {
        this.transactions = transactions;
        this.seal = seal;
    }

    public static CodeTries of(KeycloakSession session) {
        return new CodeTries(
                new KeycloakTransactions(session.getKeycloakSessionFactory(), "one-time codes"), new CodeSeal(session));
    }

    /** @param typed as it came from the form: spaces are left out */
    public Try make(String userId, TokenKind kind, String typed) {
        Counted counted = transactions.call(connection -> count(connection, userId, kind));
        if (counted == null) {
            return new Try(Outcome.NONE_LEFT, null);
        }
        boolean right = seal.matches(counted.realmId(), userId, counted.sealed(), typed.replaceAll("\\s", ""));
        return right ? new Try(Outcome.RIGHT, counted.id()) : new Try(Outcome.WRONG, null);
    }

    private static Counted count(Connection connection, String userId, TokenKind kind) throws SQLException {
        DurableCommit.demand(connection);
        try (PreparedStatement update = connection.prepareStatement(COUNT)) {
            update.setString(1, userId);
            update.setString(2, kind.name());
            update.setInt(3, MOST);
            try (ResultSet row = update.executeQuery()) {
                return row.next()
                        ? new Counted(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                new Sealed(row.getString(3), row.getBytes(4)))
                        : null;
            }
        }
    }
}
