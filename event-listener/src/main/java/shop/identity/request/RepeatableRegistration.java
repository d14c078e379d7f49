package shop.identity.request;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import shop.identity.problem.Refusal;
import shop.identity.server.KeycloakTransactions;

/**
 * A registration's form that came with an {@code Idempotency-Key}, and may be sent again: whoever gets the first answer lost
 * sends it once more, from wherever. What became of the first is kept in its transaction, for a day, in the table of
 * {@link RepeatableWrite}; not the page, which has a session's codes in it.
 *
 * <p>Who registers is nobody yet: all share their keys, so a key has to be one that nobody guesses.
 */
public final class RepeatableRegistration {

    static final String CALLER = "registration";

    private static final String SAVEPOINT = "shop_repeatable_registration";
    private static final int CREATED = 201;
    private static final int TAKEN = 409;

    private final RepeatableAnswers answers = new RepeatableAnswers();
    private final KeycloakSession session;
    private final RepeatableRequest request;

    private RepeatableRegistration(KeycloakSession session, RepeatableRequest request) {
        this.session = session;
        this.request = request;
    }

    /**
     * @param form the fields as they were sent
     * @return empty without a key
     * @throws Refusal 400 for what is no key
     */
    public static Optional<RepeatableRegistration> of(KeycloakSession session, Map<String, List<String>> form) {
        String realmId = session.getContext().getRealm().getId();
        return RepeatableRequest.keyHash(session)
                .map(key -> new RepeatableRegistration(
                        session, new RepeatableRequest(realmId, CALLER, key, FormFingerprint.of(form))));
    }

    /**
     * Waits for whoever has the same key, which a first form holds until the transaction ends: a savepoint that is rolled back to
     * later has to be set after this.
     */
    public FirstRegistration first() {
        return KeycloakTransactions.within(session, connection -> {
            execute(connection, "SAVEPOINT " + SAVEPOINT);
            FirstRegistration first = find(connection);
            if (first.kind() != FirstRegistration.Kind.ITSELF) {
                // Lets the next one go on, and mends the transaction when the lock was not to be had.
                execute(connection, "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
            }
            return first;
        });
    }

    private FirstRegistration find(Connection connection) throws SQLException {
        try {
            RequestLock.hold(connection, request);
        } catch (Refusal tooLong) {
            return FirstRegistration.of(FirstRegistration.Kind.NOT_DONE_YET);
        }
        Optional<RepeatableAnswers.Kept> kept = answers.find(connection, request);
        if (kept.isEmpty()) {
            return FirstRegistration.ITSELF;
        }
        return kept.get().isFor(request)
                ? new FirstRegistration(
                        FirstRegistration.Kind.REPEATED, kept.get().answer().location())
                : FirstRegistration.of(FirstRegistration.Kind.ANOTHER_FORM);
    }

    /** The customer was created, in this transaction. */
    public void keepCreated(String customerId) {
        keep(customerId, new KeptAnswer(CREATED, null, null, customerId, null));
    }

    /** The address has an account, and nobody was created. */
    public void keepTaken() {
        keep(CALLER, new KeptAnswer(TAKEN, null, null, null, null));
    }

    private void keep(String aboutId, KeptAnswer answer) {
        KeycloakTransactions.within(session, connection -> {
            answers.keep(connection, request, aboutId, answer);
            return null;
        });
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement execute = connection.createStatement()) {
            execute.execute(statement);
        }
    }
}
