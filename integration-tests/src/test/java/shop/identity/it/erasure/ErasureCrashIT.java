package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.stack.Fault;
import shop.identity.stack.KeycloakNode;

/** Whatever dies in the midst of it: each erasure is undone or whole, and in the end all are whole, and told once. */
@OnGround
@Tag("GD-4")
@Tag("GD-5")
class ErasureCrashIT {

    private static final int LEAVERS = 60;
    private static final int CONNECTIONS = 20;
    private static final int LONGEST_MILLIS = 600;
    private static final Duration CLOSELY = Duration.ofMillis(20);
    private static final Duration ALL_THE_TIME = Duration.ofMillis(100);

    private final Ground ground;
    private final Random random = new Random(7);
    private final Set<String> customers = new HashSet<>();
    private final List<String> marks = new ArrayList<>();
    private LeavingRealm realm;
    private ErasedOnce erased;
    private int inTheMidst;

    ErasureCrashIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void open() {
        realm = new LeavingRealm(ground);
        erased = new ErasedOnce(ground, realm.id());
        // Long enough that services are being told whenever something dies.
        realm.services(Fault.delayMillis(40), Fault.delayMillis(40));
    }

    @AfterEach
    void close() {
        realm.close();
    }

    @Test
    void aNodeIsKilled() {
        killNodes(3);
    }

    @Test
    @Tag("long")
    void aNodeIsKilledTimeAndAgain() {
        killNodes(50);
    }

    @Test
    void theDatabaseStopsAtOnce() {
        crashDatabase(2);
    }

    @Test
    @Tag("long")
    void theDatabaseStopsAtOnceTimeAndAgain() {
        crashDatabase(20);
    }

    private void killNodes(int rounds) {
        KeycloakNode victim = ground.secondNode();
        try {
            for (int round = 0; round < rounds; round++) {
                underWay();
                noteWhetherInTheMidst();
                victim.kill();
                erased.assertWholeOrUndone();
                erased.awaitAll(customers, ALL_THE_TIME);
                if (round < rounds - 1) {
                    victim.start();
                }
            }
        } finally {
            victim.kill();
        }
        assertEachOnce();
    }

    private void crashDatabase(int rounds) {
        for (int round = 0; round < rounds; round++) {
            underWay();
            noteWhetherInTheMidst();
            ground.postgres().crash();
            ground.postgres().start();
            erased.assertWholeOrUndone();
            erased.awaitAll(customers, ALL_THE_TIME);
            awaitRecovery();
        }
        assertEachOnce();
    }

    /** Some of a new crowd are erased, and the others have still to be: any point of it may be the next. */
    private void underWay() {
        DueCrowd crowd = new DueCrowd(ground, realm, LEAVERS);
        customers.addAll(crowd.ids());
        marks.add(crowd.mark());
        long before = erased.completed();
        crowd.makeDue();
        Awaitility.await("the first")
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(CLOSELY)
                .until(() -> erased.completed() > before);
        Pause.of(Duration.ofMillis(random.nextInt(LONGEST_MILLIS)));
    }

    private void noteWhetherInTheMidst() {
        if (erased.open() > 0) {
            inTheMidst++;
        }
    }

    private void assertEachOnce() {
        assertThat(inTheMidst).as("rounds in which something was left to do").isPositive();
        erased.assertServicesDidItOnce(customers);
        erased.assertKeysAreTheTasks(customers);
        erased.assertToldOnce(customers);
        erased.assertNothingLeft(marks);
    }

    /** The server's pool may have dead connections left: each is found out by its use. */
    private void awaitRecovery() {
        for (int i = 0; i < CONNECTIONS; i++) {
            Awaitility.await("the server")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> realm.resource().users().count() > 0);
        }
    }
}
