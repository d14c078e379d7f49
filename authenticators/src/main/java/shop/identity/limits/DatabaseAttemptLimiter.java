package shop.identity.limits;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

final class DatabaseAttemptLimiter implements AttemptLimiter {

    private final KeycloakSession session;
    private final LimitOptions options;
    private final Limits limits;

    DatabaseAttemptLimiter(KeycloakSession session, LimitOptions options, Limits limits) {
        this.session = session;
        this.options = options;
        this.limits = limits;
    }

    @Override
    public Attempt byNetwork(RealmModel realm, LimitedAction action) {
        String network = Network.of(session.getContext().getConnection());
        return limits.attempt(options.network(action), realm.getId(), network);
    }

    @Override
    public Attempt byAddress(RealmModel realm, LimitedAction action, String address) {
        return limits.attempt(options.address(action), realm.getId(), address);
    }

    @Override
    public Attempt byAccount(RealmModel realm, LimitedAction action, String userId) {
        return limits.attempt(options.account(action), realm.getId(), userId);
    }

    @Override
    public Attempt again(RealmModel realm, LimitedAction action, String subject) {
        return limits.attempt(options.again(action), realm.getId(), subject).asCoolDown();
    }

    @Override
    public void close() {}
}
