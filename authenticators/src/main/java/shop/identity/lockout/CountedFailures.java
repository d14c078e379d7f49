package shop.identity.lockout;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserLoginFailureModel;
import shop.identity.server.KeycloakTransactions;

/** One account's failures as Keycloak reads and writes them: each change is written at once, under the row's lock. */
record CountedFailures(KeycloakSession session, FailureTable table, Account account, LockoutRules rules)
        implements UserLoginFailureModel {

    private Failures now() {
        return KeycloakTransactions.within(session, connection -> table.read(connection, account))
                .orElse(Failures.none());
    }

    private void change(UnaryOperator<Failures> change) {
        KeycloakTransactions.within(session, connection -> {
            Failures changed = change.apply(table.lock(connection, account).orElse(Failures.none()));
            table.write(connection, account, changed, changed.forgottenAt(rules, Instant.now()));
            return null;
        });
    }

    @Override
    public String getId() {
        return account.realmId() + ":" + account.userId();
    }

    @Override
    public String getUserId() {
        return account.userId();
    }

    @Override
    public int getFailedLoginNotBefore() {
        Instant until = now().lockedUntil();
        return until == null ? 0 : (int) Math.min(Integer.MAX_VALUE, until.getEpochSecond());
    }

    @Override
    public void setFailedLoginNotBefore(int notBefore) {
        Instant until = notBefore == 0 ? null : Instant.ofEpochSecond(notBefore);
        change(f -> new Failures(f.count(), f.temporary(), f.secondary(), f.last(), f.address(), until, f.pending()));
    }

    @Override
    public int getNumFailures() {
        return now().count();
    }

    @Override
    public void incrementFailures() {
        change(f -> new Failures(
                f.count() + 1, f.temporary(), f.secondary(), f.last(), f.address(), f.lockedUntil(), f.pending()));
    }

    @Override
    public int getNumTemporaryLockouts() {
        return now().temporary();
    }

    @Override
    public void incrementTemporaryLockouts() {
        change(f -> new Failures(
                f.count(), f.temporary() + 1, f.secondary(), f.last(), f.address(), f.lockedUntil(), f.pending()));
    }

    @Override
    public void clearFailures() {
        change(f -> f.cleared(false));
    }

    @Override
    public long getLastFailure() {
        Instant last = now().last();
        return last == null ? 0 : last.toEpochMilli();
    }

    @Override
    public void setLastFailure(long millis) {
        Instant last = Instant.ofEpochMilli(millis);
        change(f ->
                new Failures(f.count(), f.temporary(), f.secondary(), last, f.address(), f.lockedUntil(), f.pending()));
    }

    @Override
    public String getLastIPFailure() {
        return now().address();
    }

    @Override
    public void setLastIPFailure(String address) {
        change(f ->
                new Failures(f.count(), f.temporary(), f.secondary(), f.last(), address, f.lockedUntil(), f.pending()));
    }

    @Override
    public int getNumSecondaryAuthFailures() {
        return now().secondary();
    }

    @Override
    public void incrementSecondaryAuthFailures() {
        change(f -> new Failures(
                f.count(), f.temporary(), f.secondary() + 1, f.last(), f.address(), f.lockedUntil(), f.pending()));
    }

    @Override
    public void clearPrimaryAndSecondaryAuthFailures() {
        change(f -> f.cleared(true));
    }
}
