package shop.identity.it.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Together;
import shop.identity.limits.Attempt;
import shop.identity.limits.Limit;
import shop.identity.limits.Limits;
import shop.identity.limits.Uncounted;
import shop.identity.queue.Transactions;

/** Attempts are counted in the database: exact, whoever counts, and closed when it is away. */
@OnGround
@Tag("RG-6")
@Tag("VF-5")
class LimitsIT {

    private static final Limit TEN = new Limit("test", 10, Duration.ofSeconds(20));

    private final Ground ground;
    private final String subject = UUID.randomUUID().toString();
    private final Transactions transactions = new OwnConnections();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Limits limits = new Limits(transactions, new Uncounted(registry, "test"));

    LimitsIT(Ground ground) {
        this.ground = ground;
    }

    @Test
    void ofManyAtOnceExactlySoManyAreLetThrough() throws Exception {
        List<Attempt> attempts = Together.run(60, i -> limits.attempt(TEN, "limits", subject));

        assertThat(attempts).filteredOn(Attempt::isAllowed).hasSize(10);
        assertThat(attempts)
                .filteredOn(attempt -> !attempt.isAllowed())
                .hasSize(50)
                .allMatch(attempt -> attempt.verdict() == Attempt.Verdict.LIMITED
                        && attempt.retryAfter().compareTo(Duration.ZERO) > 0
                        && attempt.retryAfter().compareTo(TEN.window()) <= 0);
    }

    @Test
    void whoWaitsAsLongAsToldGetsThrough() {
        Limit two = new Limit("test", 2, Duration.ofSeconds(4));
        limits.attempt(two, "limits", subject);
        Pause.of(Duration.ofSeconds(2));
        limits.attempt(two, "limits", subject);
        Attempt refused = limits.attempt(two, "limits", subject);
        assertThat(refused.verdict()).isEqualTo(Attempt.Verdict.LIMITED);
        assertThat(refused.retryAfter()).isLessThan(Duration.ofSeconds(3));

        // Knocking in between does not put it off.
        limits.attempt(two, "limits", subject);
        Pause.of(refused.retryAfter().plusMillis(50));
        assertThat(limits.attempt(two, "limits", subject).isAllowed()).isTrue();
        // The window slides: the second attempt still counts.
        assertThat(limits.attempt(two, "limits", subject).isAllowed()).isFalse();
    }

    @Test
    void subjectsKindsAndRealmsAreCountedApart() {
        Limit one = new Limit("test", 1, Duration.ofMinutes(1));
        assertThat(limits.attempt(one, "limits", subject).isAllowed()).isTrue();
        assertThat(limits.attempt(one, "limits", " " + subject.toUpperCase() + " ")
                        .isAllowed())
                .isFalse();
        assertThat(limits.attempt(one, "limits", subject + "2").isAllowed()).isTrue();
        assertThat(limits.attempt(one, "limits-2", subject).isAllowed()).isTrue();
        assertThat(limits.attempt(new Limit("other", 1, Duration.ofMinutes(1)), "limits", subject)
                        .isAllowed())
                .isTrue();
    }

    @Test
    void aDatabaseThatIsAwayLetsNobodyThrough() {
        Limits away = new Limits(
                new Transactions() {
                    @Override
                    public <T> T call(Work<T> work) {
                        throw new IllegalStateException("away");
                    }
                },
                new Uncounted(registry, "away"));
        assertThat(away.attempt(TEN, "limits", subject).verdict()).isEqualTo(Attempt.Verdict.UNAVAILABLE);
        assertThat(registry.get("shop.attempts.uncounted")
                        .tag("counter", "away")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void whatHasExpiredIsForgotten() throws SQLException {
        limits.attempt(new Limit("test", 1, Duration.ofMillis(1)), "limits", subject);
        Pause.of(Duration.ofMillis(20));
        int removed = transactions.call(connection -> limits.removeExpired(connection, 1_000_000));
        assertThat(removed).isPositive();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_ATTEMPT WHERE SUBJECT = sha256(?::bytea)", subject))
                .isZero();
    }

    /** As a node has them. */
    private final class OwnConnections implements Transactions {

        @Override
        public <T> T call(Work<T> work) {
            try (Connection connection = ground.postgres().connect()) {
                connection.setAutoCommit(false);
                T result = work.with(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
