package shop.identity.lockout;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jboss.logging.Logger;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.storage.ReadOnlyException;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerFacts;

/** What follows from a failure: nothing, or a lock that begins, in the transaction that counts the failure. */
final class Lock {

    private static final Logger LOG = Logger.getLogger(Lock.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Account account;

    Lock(KeycloakSession session, RealmModel realm, Account account) {
        this.session = session;
        this.realm = realm;
        this.account = account;
    }

    /** Told once: not again while it is locked. Of one browser nobody is told: the account is open to others. */
    void follow(Failures before, Failures after, LockoutRules rules, Instant now) {
        if (!account.browser().isEmpty() || before.equals(after)) {
            return;
        }
        if (after.isLockedForGood(rules)) {
            if (!before.isLockedForGood(rules)) {
                lockForGood(after);
            }
        } else if (after.isLocked(now) && !before.isLocked(now)) {
            EventBuilder event = event(EventType.USER_DISABLED_BY_TEMPORARY_LOCKOUT, after);
            event.detail(
                            Details.NOT_BEFORE,
                            LocalDateTime.ofInstant(after.lockedUntil(), ZoneId.systemDefault())
                                    .toString())
                    .success();
            tell(after.lockedUntil());
        }
    }

    /** As Keycloak does it: the console unlocks an account that is disabled for this reason. */
    private void lockForGood(Failures after) {
        UserModel user = session.users().getUserById(realm, account.userId());
        if (user == null || !user.isEnabled()) {
            return;
        }
        user.setEnabled(false);
        try {
            user.setSingleAttribute(UserModel.DISABLED_REASON, BruteForceProtector.DISABLED_BY_PERMANENT_LOCKOUT);
        } catch (ReadOnlyException e) {
            LOG.debug("a directory takes no reason for a locked account");
        }
        event(EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT, after).success();
        tell(null);
    }

    private EventBuilder event(EventType type, Failures after) {
        return new EventBuilder(realm, session)
                .ipAddress(after.address())
                .event(type)
                .detail(Details.REASON, "brute_force_attack detected")
                .detail(Details.NUM_FAILURES, String.valueOf(after.count()))
                .user(account.userId());
    }

    private void tell(Instant until) {
        CustomerFacts.tell(session, realm, account.userId(), new CustomerFact.Locked(until));
    }
}
