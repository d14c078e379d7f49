package shop.identity.lockout;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is known of an account's wrong passwords and codes, and of the attempts that are being checked at this moment. Counts as
 * Keycloak's own protection counts.
 *
 * @param count      since the last success
 * @param temporary  locks since then
 * @param secondary  wrong one-time codes since the last right one
 * @param last       when the last one was; null when there was none
 * @param address    where the last one came from, as Keycloak sees it; null when that is not known
 * @param lockedUntil null when it never was locked
 * @param pending    attempts that were let through and have not been settled, and since when
 */
record Failures(
        int count,
        int temporary,
        int secondary,
        Instant last,
        String address,
        Instant lockedUntil,
        Map<UUID, Instant> pending) {

    /** An attempt whose node died over it is a failure after that: its password may have been looked at. */
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(30);

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    Failures {
        pending = Map.copyOf(pending);
    }

    static Failures none() {
        return new Failures(0, 0, 0, null, null, null, Map.of());
    }

    boolean isLocked(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    boolean isNothing() {
        return count == 0 && temporary == 0 && secondary == 0 && lockedUntil == null && pending.isEmpty();
    }

    /** Whether another attempt may be looked at while those that are pending are not settled. */
    boolean hasRoom(LockoutRules rules, Instant now) {
        int left = rules.threshold() - (isForgotten(rules, now) ? 0 : count);
        return pending.size() < Math.max(1, left);
    }

    private boolean isForgotten(LockoutRules rules, Instant now) {
        return !rules.isPermanentAtOnce()
                && last != null
                && Duration.between(last, now).compareTo(rules.window()) > 0;
    }

    Failures begun(UUID attempt, Instant now) {
        Map<UUID, Instant> more = new TreeMap<>(pending);
        more.put(attempt, now);
        return withPending(more);
    }

    Failures without(UUID attempt) {
        Map<UUID, Instant> fewer = new TreeMap<>(pending);
        fewer.remove(attempt);
        return withPending(fewer);
    }

    private Failures withPending(Map<UUID, Instant> attempts) {
        return new Failures(count, temporary, secondary, last, address, lockedUntil, attempts);
    }

    /** @return an attempt that nobody will settle any more; null when there is none */
    UUID abandoned(Instant now) {
        return pending.entrySet().stream()
                .filter(attempt -> attempt.getValue().plus(LONGEST_CHECK).isBefore(now))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /**
     * One failure more.
     *
     * @param from  the client's address; null when it is not known
     * @param isCode a wrong one-time code
     */
    Failures failed(LockoutRules rules, Instant now, String from, boolean isCode) {
        boolean afresh = isForgotten(rules, now);
        int failures = (afresh ? 0 : count) + 1;
        int locks = afresh ? 0 : temporary;
        Duration wait = rules.waitAfter(failures);
        boolean isQuick = wait.isZero() && isQuick(rules, now);
        if (!wait.isZero()) {
            locks++;
        }
        Instant until = afresh ? null : lockedUntil;
        if (isQuick || !wait.isZero() && (!rules.permanent() || locks <= rules.mostTemporary())) {
            until = later(until, now.plus(isQuick ? rules.quickWait() : wait));
        }
        return new Failures(failures, locks, secondary + (isCode ? 1 : 0), now, from, until, pending);
    }

    /** Of two at once the later one may have looked at the clock before the earlier one did. */
    private boolean isQuick(LockoutRules rules, Instant now) {
        return !rules.quick().isZero() && last != null && now.isBefore(last.plus(rules.quick()));
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    /** Whether only staff can end it. */
    boolean isLockedForGood(LockoutRules rules) {
        boolean byCodes = rules.mostSecondary() > 0 && secondary > rules.mostSecondary();
        boolean byLocks = rules.permanent()
                && (temporary > rules.mostTemporary() || rules.mostTemporary() == 0 && count >= rules.threshold());
        return byCodes || byLocks;
    }

    /** After a right password: what is being checked at this moment is still to be settled. */
    Failures cleared(boolean isCode) {
        return new Failures(0, 0, isCode ? 0 : secondary, null, null, null, pending);
    }

    /** From when on nothing of it matters. */
    Instant forgottenAt(LockoutRules rules, Instant now) {
        if (rules.isPermanentAtOnce() && count > 0) {
            return now.plus(FOR_EVER);
        }
        Instant byWindow = (last == null ? now : last).plus(rules.window());
        Instant byLock = lockedUntil == null ? byWindow : later(byWindow, lockedUntil);
        return pending.isEmpty() ? byLock : later(byLock, now.plus(LONGEST_CHECK.multipliedBy(2)));
    }
}
