package shop.identity.lockout;

import java.time.Duration;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.RealmRepresentation.BruteForceStrategy;

/**
 * What the realm's settings of brute force detection say.
 *
 * @param threshold      failures that lock
 * @param window         after so long without a failure they are forgotten
 * @param quick          failures within so short a time of each other are a machine's
 * @param quickWait      and lock for so long
 * @param waitIncrement  what each lock is longer by
 * @param longestWait    longest lock that ends by itself
 * @param linear         whether each failure beyond the threshold makes the wait longer, not each time it is reached
 * @param permanent      whether locks in the end do not end by themselves
 * @param mostTemporary  locks that do, before
 * @param mostSecondary  wrong one-time codes before an account is locked for good; 0: any number
 */
record LockoutRules(
        int threshold,
        Duration window,
        Duration quick,
        Duration quickWait,
        Duration waitIncrement,
        Duration longestWait,
        boolean linear,
        boolean permanent,
        int mostTemporary,
        int mostSecondary) {

    static LockoutRules of(RealmModel realm) {
        return new LockoutRules(
                realm.getFailureFactor(),
                Duration.ofSeconds(realm.getMaxDeltaTimeSeconds()),
                Duration.ofMillis(realm.getQuickLoginCheckMilliSeconds()),
                Duration.ofSeconds(realm.getMinimumQuickLoginWaitSeconds()),
                Duration.ofSeconds(realm.getWaitIncrementSeconds()),
                Duration.ofSeconds(realm.getMaxFailureWaitSeconds()),
                realm.getBruteForceStrategy() == BruteForceStrategy.LINEAR,
                realm.isPermanentLockout(),
                realm.getMaxTemporaryLockouts(),
                realm.getMaxSecondaryAuthFailures());
    }

    /** The first lock is for good: failures never are forgotten by time. */
    boolean isPermanentAtOnce() {
        return permanent && mostTemporary == 0;
    }

    /** @param failures with the one at hand */
    Duration waitAfter(int failures) {
        if (isPermanentAtOnce()) {
            return Duration.ZERO;
        }
        int steps = linear ? 1 + failures - threshold : failures / threshold;
        Duration wait = waitIncrement.multipliedBy(Math.max(0, steps));
        return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }
}
