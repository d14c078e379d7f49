package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;

/** Many are due at the same moment, and two nodes have at them: each is erased once. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-4")
@Tag("GD-5")
class CrowdErasureIT {

    private static final Duration NOW_AND_THEN = Duration.ofMillis(250);
    private static final int LEAST_PER_SECOND = 20;

    private static final String FAILURES = "SELECT COALESCE(SUM(FAILURES), 0) FROM SHOP_ERASURE WHERE REALM_ID = ?";

    private final Ground ground;

    CrowdErasureIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void start() {
        ground.secondNode();
    }

    @AfterAll
    void stop() {
        ground.secondNode().stop();
    }

    @Test
    void threeHundredAreDue() {
        eraseOnce(300, NOW_AND_THEN);
    }

    /** Every one of them once, and at least twenty a second. */
    @Test
    @Tag("long")
    @Tag("PF-8")
    void tenThousandAreDue() {
        int many = 10_000;
        // Whoever looks at all of them all the time is a load of its own.
        double seconds = eraseOnce(many, Duration.ofSeconds(15));

        System.out.printf("erasures at two nodes: %.0f per second%n", many / seconds);
        assertThat(many / seconds).isGreaterThanOrEqualTo(LEAST_PER_SECOND);
    }

    /** @return by the register's own times */
    private double eraseOnce(int many, Duration pollInterval) {
        try (LeavingRealm realm = new LeavingRealm(ground)) {
            DueCrowd crowd = new DueCrowd(ground, realm, many);
            ErasedOnce erased = new ErasedOnce(ground, realm.id());
            crowd.makeDue();

            erased.awaitAll(new HashSet<>(crowd.ids()), pollInterval);

            assertThat(ground.count(FAILURES, realm.id())).isZero();
            erased.assertServicesDidItOnce(crowd.ids());
            erased.assertToldOnce(crowd.ids());
            erased.assertNothingLeft(List.of(crowd.mark()));
            return Double.parseDouble(ground.query(
                            "SELECT EXTRACT(EPOCH FROM MAX(CLOSED_AT) - MIN(RECEIVED_AT)) FROM SHOP_ERASURE WHERE REALM_ID = ?",
                            realm.id())
                    .get(0));
        }
    }
}
