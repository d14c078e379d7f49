package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.stack.KeycloakNode;

/** Whatever dies in the midst of it: each erasure is undone or whole. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-4")
class ErasureFaultsIT {

    private static final int LEAVERS = 20;
    private static final int CONNECTIONS = 20;
    private static final int LONGEST_MILLIS = 800;

    /** In one snapshot: what one part of the transaction says, the others say too. */
    private static final String HALF_DONE = """
            SELECT e.ID || ' ' || e.STATE || ' ' || u.USERNAME
              FROM SHOP_ERASURE e JOIN USER_ENTITY u ON u.ID = e.CUSTOMER_ID
             WHERE e.REALM_ID = ?
               AND ((e.STATE = 'completed') <> (u.USERNAME LIKE 'erased-%')
                OR (e.STATE = 'completed') <> (u.EMAIL IS NULL)
                OR (e.STATE = 'completed') = EXISTS (SELECT 1 FROM CREDENTIAL c WHERE c.USER_ID = u.ID)
                OR (e.STATE = 'completed') = EXISTS (SELECT 1 FROM USER_ROLE_MAPPING r WHERE r.USER_ID = u.ID)
                OR (e.STATE = 'completed') <> EXISTS (SELECT 1 FROM USER_ATTRIBUTE a
                                                       WHERE a.USER_ID = u.ID AND a.NAME = 'shopStatus' AND a.VALUE = 'ERASED')
                OR (e.STATE = 'completed') <> EXISTS (SELECT 1 FROM SHOP_OUTBOX o
                                                       WHERE o.AGGREGATEID = u.ID AND o.TYPE = 'customer.erased'))
            """;

    private final Ground ground;
    private final Random random = new Random(7);
    private LeavingRealm realm;
    private String realmId;

    ErasureFaultsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
        realmId = realm.id();
        ground.secondNode();
    }

    @AfterAll
    void close() {
        ground.secondNode().stop();
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
        for (int round = 0; round < rounds; round++) {
            List<String> due = due();
            KeycloakNode victim = ground.secondNode();
            Pause.of(Duration.ofMillis(random.nextInt(LONGEST_MILLIS)));
            victim.kill();
            assertWholeOrUndone();
            awaitAll(due);
            victim.start();
        }
    }

    private void crashDatabase(int rounds) {
        for (int round = 0; round < rounds; round++) {
            List<String> due = due();
            Pause.of(Duration.ofMillis(random.nextInt(LONGEST_MILLIS)));
            ground.postgres().crash();
            ground.postgres().start();
            awaitAll(due);
            awaitRecovery();
        }
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

    private List<String> due() {
        List<Leaver> leavers =
                Stream.generate(() -> realm.customer()).limit(LEAVERS).toList();
        List<String> ids = new ArrayList<>();
        leavers.forEach(who -> ids.add(realm.leaves(who)));
        ids.forEach(realm::makeDue);
        return ids;
    }

    private void assertWholeOrUndone() {
        assertThat(ground.query(HALF_DONE, realmId)).isEmpty();
    }

    /** While nobody sees one that is half done. */
    private void awaitAll(List<String> ids) {
        Awaitility.await("all of them")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> {
                    assertWholeOrUndone();
                    return ids.stream().allMatch(id -> realm.state(id).equals("completed"));
                });
        assertWholeOrUndone();
        assertThat(ground.count("""
                SELECT COUNT(*) FROM (SELECT o.AGGREGATEID FROM SHOP_OUTBOX o
                  JOIN SHOP_ERASURE e ON e.CUSTOMER_ID = o.AGGREGATEID AND e.REALM_ID = ?
                 WHERE o.TYPE = 'customer.erased' GROUP BY o.AGGREGATEID HAVING COUNT(*) > 1) twice
                """, realmId)).isZero();
    }
}
