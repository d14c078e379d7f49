package shop.identity.lockout;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserLoginFailureProvider;
import shop.identity.customer.CredentialReason;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;
import shop.identity.customer.UnlockReason;
import shop.identity.server.KeycloakTransactions;

/**
 * What Keycloak's console shows of failed logins, and how it unlocks an account: the same table that logins are counted in, in
 * the session's transaction. Keycloak's own protection can count in it, too, where it is preferred.
 */
record LoginFailures(KeycloakSession session, FailureTable table, Clock clock) implements UserLoginFailureProvider {

    @Override
    public UserLoginFailureModel getUserLoginFailure(RealmModel realm, String userId) {
        Account account = Account.of(realm.getId(), userId);
        return KeycloakTransactions.within(session, connection -> table.read(connection, account))
                .map(failures -> new CountedFailures(session, table, account, LockoutRules.of(realm)))
                .orElse(null);
    }

    @Override
    public UserLoginFailureModel addUserLoginFailure(RealmModel realm, String userId) {
        return new CountedFailures(session, table, Account.of(realm.getId(), userId), LockoutRules.of(realm));
    }

    @Override
    public void removeUserLoginFailure(RealmModel realm, String userId) {
        Instant now = clock.instant();
        Optional<Failures> removed = KeycloakTransactions.within(session, connection -> {
            Optional<Failures> known = table.lock(connection, Account.of(realm.getId(), userId));
            table.removeUser(connection, realm.getId(), userId);
            return known;
        });
        if (removed.filter(failures -> failures.isLocked(now)).isPresent()) {
            tellUnlocked(realm, userId);
        }
    }

    @Override
    public void removeAllUserLoginFailures(RealmModel realm) {
        KeycloakTransactions.within(session, connection -> table.removeRealm(connection, realm.getId()))
                .forEach(userId -> tellUnlocked(realm, userId));
    }

    private void tellUnlocked(RealmModel realm, String userId) {
        boolean isReset = CredentialReason.notedOn(session)
                .filter(CredentialReason.RESET::equals)
                .isPresent();
        UnlockReason reason = isReset ? UnlockReason.RESET : UnlockReason.ADMINISTRATION;
        CustomerFacts.tell(session, realm, userId, new CustomerFact.Unlocked(reason));
    }

    @Override
    public void close() {}
}
