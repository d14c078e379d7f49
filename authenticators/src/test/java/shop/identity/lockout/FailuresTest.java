package shop.identity.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counts and waits as Keycloak's own protection has them. */
@Tag("LG-3")
class FailuresTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static LockoutRules rules(boolean linear, boolean permanent, int mostTemporary) {
        return new LockoutRules(
                5,
                Duration.ofHours(12),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(900),
                linear,
                permanent,
                mostTemporary,
                0);
    }

    private static Failures failed(LockoutRules rules, int times) {
        return failed(Failures.none(), rules, NOW, times);
    }

    /** Each a minute after the other. */
    private static Failures failed(Failures before, LockoutRules rules, Instant from, int times) {
        Failures failures = before;
        for (int i = 0; i < times; i++) {
            failures = failures.failed(rules, from.plusSeconds(60L * i), "127.0.0.1", false);
        }
        return failures;
    }

    @Test
    void theThresholdLocks() {
        LockoutRules rules = rules(false, false, 0);
        Instant fifth = NOW.plusSeconds(240);

        assertThat(failed(rules, 4).isLocked(fifth)).isFalse();
        Failures locked = failed(rules, 5);
        assertThat(locked.isLocked(fifth)).isTrue();
        assertThat(locked.lockedUntil()).isEqualTo(fifth.plusSeconds(60));
        assertThat(locked.isLockedForGood(rules)).isFalse();
    }

    @Test
    void eachTimeTheThresholdIsReachedTheWaitIsLonger() {
        LockoutRules rules = rules(false, false, 0);
        assertThat(failed(rules, 9).lockedUntil()).isEqualTo(NOW.plusSeconds(8 * 60 + 60));
        assertThat(failed(rules, 10).lockedUntil()).isEqualTo(NOW.plusSeconds(9 * 60 + 120));
        assertThat(failed(rules, 100).lockedUntil()).isEqualTo(NOW.plusSeconds(99 * 60 + 900));
    }

    @Test
    void orEachFailureBeyondItMakesItLonger() {
        LockoutRules rules = rules(true, false, 0);
        assertThat(failed(rules, 6).lockedUntil()).isEqualTo(NOW.plusSeconds(5 * 60 + 120));
        assertThat(failed(rules, 7).lockedUntil()).isEqualTo(NOW.plusSeconds(6 * 60 + 180));
    }

    @Test
    void aMachinesPaceLocks() {
        LockoutRules rules = rules(false, false, 0);
        Failures first = failed(rules, 1);

        Failures quick = first.failed(rules, NOW.plusMillis(500), "127.0.0.1", false);

        assertThat(quick.lockedUntil()).isEqualTo(NOW.plusMillis(500).plusSeconds(60));
        assertThat(quick.temporary()).isZero();
    }

    @Test
    void noPaceIsAMachinesWhereNoneIsSet() {
        LockoutRules patient = new LockoutRules(
                5,
                Duration.ofHours(12),
                Duration.ZERO,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(900),
                false,
                true,
                0,
                0);

        assertThat(failed(patient, 1)
                        .failed(patient, NOW.minusMillis(20), "127.0.0.1", false)
                        .lockedUntil())
                .isNull();
    }

    @Test
    void afterTheWindowCountingBeginsAfresh() {
        LockoutRules rules = rules(false, false, 0);

        Failures late = failed(rules, 4).failed(rules, NOW.plus(Duration.ofHours(13)), "127.0.0.1", false);

        assertThat(late.count()).isEqualTo(1);
    }

    @Test
    void someLocksEndByThemselvesAndThenNoneDoes() {
        LockoutRules rules = rules(false, true, 1);
        assertThat(failed(rules, 5).isLockedForGood(rules)).isFalse();
        assertThat(failed(rules, 6).isLockedForGood(rules)).isTrue();
        LockoutRules atOnce = rules(false, true, 0);
        assertThat(failed(atOnce, 4).isLockedForGood(atOnce)).isFalse();
        assertThat(failed(atOnce, 5).isLockedForGood(atOnce)).isTrue();
    }

    @Test
    void wrongCodesCanLockForGood() {
        LockoutRules rules = new LockoutRules(
                5,
                Duration.ofHours(12),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(60),
                Duration.ofSeconds(900),
                false,
                false,
                0,
                2);
        Failures two = Failures.none()
                .failed(rules, NOW, "127.0.0.1", true)
                .failed(rules, NOW, "127.0.0.1", true)
                .failed(rules, NOW, "127.0.0.1", false);

        assertThat(two.isLockedForGood(rules)).isFalse();
        assertThat(two.failed(rules, NOW, "127.0.0.1", true).isLockedForGood(rules))
                .isTrue();
    }

    /** Nor while somebody's attempt is under way. */
    @Test
    void whatOnlyStaffCanEndIsNotForgotten() {
        LockoutRules forGood = rules(false, true, 0);
        LockoutRules passing = rules(false, false, 0);

        assertThat(failed(forGood, 1).forgottenAt(forGood, NOW)).isAfter(NOW.plus(Duration.ofDays(365)));
        assertThat(failed(passing, 1).forgottenAt(passing, NOW)).isEqualTo(NOW.plus(Duration.ofHours(12)));
        assertThat(failed(passing, 1)
                        .begun(UUID.randomUUID(), NOW.plus(Duration.ofHours(13)))
                        .forgottenAt(passing, NOW.plus(Duration.ofHours(13))))
                .isAfter(NOW.plus(Duration.ofHours(13)).plusSeconds(30));
    }

    @Test
    void whatIsBeingLookedAtTakesThePlacesThatAreLeft() {
        LockoutRules rules = rules(false, false, 0);
        Failures three = failed(rules, 3);
        UUID one = UUID.randomUUID();

        Failures full = three.begun(one, NOW).begun(UUID.randomUUID(), NOW);

        assertThat(three.begun(one, NOW).hasRoom(rules, NOW)).isTrue();
        assertThat(full.hasRoom(rules, NOW)).isFalse();
        assertThat(full.without(one).hasRoom(rules, NOW)).isTrue();
        assertThat(failed(rules, 7).hasRoom(rules, NOW))
                .as("one at a time after a lock")
                .isTrue();
    }

    @Test
    void whatNobodySettledIsAFailureInTheEnd() {
        UUID one = UUID.randomUUID();
        Failures begun = Failures.none().begun(one, NOW);
        assertThat(begun.abandoned(NOW.plusSeconds(29))).isNull();
        assertThat(begun.abandoned(NOW.plusSeconds(31))).isEqualTo(one);
    }

    /** Whoever goes on as soon as each lock is over: {@code docs/security.md} names the time and the number. */
    @Test
    void aHundredInARowTakeFifteenHoursOrAreTheLast() {
        LockoutRules shipped = rules(false, false, 0);
        Failures failures = Failures.none();
        Instant now = NOW;
        for (int i = 0; i < 100; i++) {
            now = failures.isLocked(now) ? failures.lockedUntil() : now.plusSeconds(1);
            failures = failures.failed(shipped, now, "127.0.0.1", false);
        }
        assertThat(failures.count()).isEqualTo(100);
        assertThat(Duration.between(NOW, now)).isGreaterThan(Duration.ofHours(15));

        LockoutRules inTheEnd = rules(false, true, 95);
        assertThat(failed(inTheEnd, 99).isLockedForGood(inTheEnd)).isFalse();
        assertThat(failed(inTheEnd, 100).isLockedForGood(inTheEnd)).isTrue();
    }
}
