package shop.identity.lockout;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import shop.identity.queue.Transactions;
import shop.identity.server.KeycloakTransactions;
import shop.identity.server.Promptly;

/**
 * Counts attempts to sign in before a password or a code is looked at: an attempt takes one of the places that the account's
 * threshold leaves, and is settled as a failure, a success, or neither. So however many come at once, at whatever nodes, no
 * more are looked at than the threshold allows.
 *
 * <p>Each step is a transaction of its own, and durable, and is given up where the database takes too long over it. An attempt
 * whose node died over it counts as a failure half a minute later.
 */
final class Attempts {

    enum Answer {
        ADMITTED,
        LOCKED,
        /** Not before one of those that are being looked at is settled. */
        FULL
    }

    private final KeycloakSessionFactory sessions;
    private final Promptly promptly;
    private final Transactions transactions;
    private final FailureTable table;
    private final Clock clock;

    Attempts(KeycloakSessionFactory sessions, Promptly promptly, FailureTable table, Clock clock) {
        this.sessions = sessions;
        this.promptly = promptly;
        this.transactions = new KeycloakTransactions(sessions, "login attempts");
        this.table = table;
        this.clock = clock;
    }

    /** @param patience what is left of it; one that begins later all the same is given back by whoever did it */
    Answer begin(Account account, LockoutRules rules, UUID attempt, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Begun begun = tryBegin(account, rules, attempt, patience);
        while (begun.abandoned() != null) {
            fail(account, begun.abandoned(), Failure.ofNobodyKnown());
            begun = tryBegin(account, rules, attempt, Duration.ofNanos(deadline - System.nanoTime()));
        }
        return begun.answer();
    }

    private Begun tryBegin(Account account, LockoutRules rules, UUID attempt, Duration patience) {
        Instant now = clock.instant();
        return promptly.call(
                patience,
                () -> transactions.call(connection -> begin(connection, account, rules, attempt, now)),
                () -> transactions.call(connection -> release(connection, account, rules, attempt)));
    }

    /** @param abandoned one that has to be settled first; null when there is none */
    private record Begun(Answer answer, UUID abandoned) {}

    private Begun begin(Connection connection, Account account, LockoutRules rules, UUID attempt, Instant now)
            throws SQLException {
        Instant forgottenAt = Failures.none().forgottenAt(rules, now);
        Optional<Failures> known = Optional.empty();
        while (known.isEmpty()) {
            if (table.begin(connection, account, attempt, now, forgottenAt)) {
                return new Begun(Answer.ADMITTED, null);
            }
            // Gone in between: whoever signed in has cleared it.
            known = table.lock(connection, account);
        }
        Failures failures = known.get();
        UUID abandoned = failures.abandoned(now);
        if (abandoned != null || failures.isLocked(now) || failures.isLockedForGood(rules)) {
            return new Begun(Answer.LOCKED, abandoned);
        }
        if (!failures.hasRoom(rules, now)) {
            return new Begun(Answer.FULL, null);
        }
        table.write(connection, account, failures.begun(attempt, now), failures.forgottenAt(rules, now));
        return new Begun(Answer.ADMITTED, null);
    }

    boolean isLocked(Account account, LockoutRules rules) {
        Instant now = clock.instant();
        return promptly.call(() -> transactions.call(connection -> table.read(connection, account)))
                .map(failures -> failures.isLocked(now) || failures.isLockedForGood(rules))
                .orElse(false);
    }

    /** @param attempt null when it was not counted before */
    void fail(Account account, UUID attempt, Failure failure) {
        Instant now = clock.instant();
        promptly.call(() -> {
            KeycloakModelUtils.runJobInTransaction(sessions, session -> {
                RealmModel realm = session.realms().getRealm(account.realmId());
                if (realm != null) {
                    session.getContext().setRealm(realm);
                    failure.setRequest(session);
                    fail(session, realm, account, attempt, now, failure);
                }
            });
            return null;
        });
    }

    private void fail(
            KeycloakSession session, RealmModel realm, Account account, UUID attempt, Instant now, Failure failure) {
        LockoutRules rules = LockoutRules.of(realm);
        Failures[] change = KeycloakTransactions.within(session, connection -> {
            Failures before = table.lock(connection, account).orElse(Failures.none());
            if (attempt != null && !before.pending().containsKey(attempt)) {
                // Another node took it for abandoned, and has counted it.
                return new Failures[] {before, before};
            }
            Failures settled = attempt == null ? before : before.without(attempt);
            Failures after = settled.failed(rules, now, failure.address(), failure.isCode());
            table.write(connection, account, after, after.forgottenAt(rules, now));
            return new Failures[] {before, after};
        });
        new Lock(session, realm, account).follow(change[0], change[1], rules, now);
    }

    /** Neither a success nor a failure: what was counted before is counted no more. */
    void release(Account account, LockoutRules rules, UUID attempt) {
        promptly.call(() -> transactions.call(connection -> release(connection, account, rules, attempt)));
    }

    private Void release(Connection connection, Account account, LockoutRules rules, UUID attempt) throws SQLException {
        if (!table.end(connection, account, attempt)) {
            settle(connection, account, rules, attempt, false, false);
        }
        return null;
    }

    /**
     * Failures are forgotten, and with them a lock that others have brought about meanwhile.
     *
     * @param attempt null when it was not counted before
     */
    void succeed(Account account, LockoutRules rules, UUID attempt, boolean isCode) {
        promptly.call(() -> transactions.call(connection -> {
            if (attempt == null || !table.end(connection, account, attempt)) {
                settle(connection, account, rules, attempt, true, isCode);
            }
            return null;
        }));
    }

    /** Costs what a step of an attempt costs, and leaves nothing. */
    void pretend(String realmId) {
        Instant now = clock.instant();
        UUID attempt = UUID.randomUUID();
        Account nobody = Account.of(realmId, attempt.toString());
        promptly.call(() -> transactions.call(connection -> {
            table.begin(connection, nobody, attempt, now, now);
            table.remove(connection, nobody);
            return null;
        }));
    }

    private void settle(
            Connection connection, Account account, LockoutRules rules, UUID attempt, boolean isSuccess, boolean isCode)
            throws SQLException {
        Optional<Failures> known = table.lock(connection, account);
        if (known.isEmpty()) {
            return;
        }
        Failures before = attempt == null ? known.get() : known.get().without(attempt);
        Failures after = isSuccess ? before.cleared(isCode) : before;
        if (after.isNothing()) {
            table.remove(connection, account);
        } else {
            table.write(connection, account, after, after.forgottenAt(rules, clock.instant()));
        }
    }
}
