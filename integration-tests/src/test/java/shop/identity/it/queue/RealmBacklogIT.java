package shop.identity.it.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.queue.DeadLetter;
import shop.identity.queue.DeadLetters;
import shop.identity.queue.RealmBacklog;
import shop.identity.queue.RealmBacklogs;

/** What staff ask of a queue that holds a million entries of one realm, and a few of another. */
@OnGround
@Tag("EV-8")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealmBacklogIT {

    private static final String QUEUE = "million";

    private final Ground ground;
    private final RealmBacklogs backlogs = new RealmBacklogs(QUEUE);

    RealmBacklogIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void fill() {
        insert("large", 1_000_000, "NULL", "CURRENT_TIMESTAMP - interval '1 hour'");
        insert("small", 3, "NULL", "CURRENT_TIMESTAMP - interval '5 minutes'");
        insert("small", 2, "CURRENT_TIMESTAMP + interval '1 minute'", "CURRENT_TIMESTAMP - interval '9 minutes'");
        insert("held", 2, "'infinity'", "CURRENT_TIMESTAMP - interval '9 minutes'");
        insert("held", 2, "NULL", "CURRENT_TIMESTAMP - interval '8 minutes'");
    }

    /** Customers have the same names in each turn, so the last ones wait behind dead letters. */
    private void insert(String realm, int count, String nextAttempt, String enqueued) {
        ground.execute("INSERT INTO SHOP_QUEUE (QUEUE, REALM_ID, LANE, ITEM_KEY, JOB_ID, NEXT_ATTEMPT_AT, ENQUEUED_AT)"
                + " SELECT '" + QUEUE + "', '" + realm + "', i % 64, '" + realm + "-' || i, gen_random_uuid(), "
                + nextAttempt + ", " + enqueued + " FROM generate_series(1, " + count + ") AS i");
    }

    @AfterAll
    void empty() {
        ground.execute("DELETE FROM SHOP_QUEUE WHERE QUEUE = '" + QUEUE + "'");
        ground.execute("VACUUM SHOP_QUEUE");
    }

    @Test
    void eachRealmSeesItsOwn() throws Exception {
        RealmBacklog small = ask("small");

        assertThat(small.waiting()).isEqualTo(3);
        assertThat(small.delayed()).isEqualTo(2);
        assertThat(small.dead()).isZero();
        assertThat(small.oldest()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(12));
        assertThat(ask("nobody")).isEqualTo(new RealmBacklog(0, 0, 0, null));
    }

    @Test
    void whatADeadLetterHoldsDoesNotAge() throws Exception {
        assertThat(ask("held")).isEqualTo(new RealmBacklog(2, 0, 2, null));
    }

    /** Rows that were read, not time: a busy machine is no fault of the statement. */
    @ParameterizedTest
    @MethodSource("statistics")
    void countingEndsAtItsLimit(QueueStatistics gathered) throws Exception {
        try (Connection connection = knowing(gathered)) {
            RealmBacklog large = backlogs.of(connection, "large");

            assertThat(large.waiting()).isEqualTo(RealmBacklogs.MOST);
            assertThat(large.oldest()).isGreaterThan(Duration.ofMinutes(59));
            assertThat(statistic(connection, "SEQ_SCAN")).isZero();
            assertThat(statistic(connection, "IDX_TUP_FETCH")).isBetween(1L, RealmBacklogs.MOST + 1000L);
        }
    }

    @ParameterizedTest
    @MethodSource("statistics")
    void nothingIsReadFromEndToEnd(QueueStatistics gathered) throws Exception {
        try (Connection connection = knowing(gathered)) {
            DeadLetters letters = new DeadLetters(QUEUE, shop.identity.queue.KeyOrder.KEPT);
            backlogs.of(connection, "small");
            List<DeadLetter> held = letters.list(connection, "held", 0, 10);
            assertThat(held).hasSize(2);
            assertThat(letters.requeue(connection, "held", held.get(0).jobId())).isTrue();
            assertThat(letters.discard(connection, "held", held.get(1).jobId())).isTrue();
            assertThat(letters.discardAll(connection, "held")).isZero();
            assertThat(statistic(connection, "SEQ_SCAN")).isZero();
            assertThat(statistic(connection, "IDX_TUP_FETCH")).isBetween(1L, 1000L);
        }
    }

    static Stream<QueueStatistics> statistics() {
        return QueueStatistics.of(QUEUE, "large");
    }

    private Connection knowing(QueueStatistics gathered) throws Exception {
        Connection connection = ground.postgres().connect();
        connection.setAutoCommit(false);
        gathered.gather(connection);
        return connection;
    }

    /** The transaction's own count: it tells what was read, whatever was planned. */
    private static long statistic(Connection connection, String column) throws Exception {
        try (ResultSet row = connection
                .createStatement()
                .executeQuery("SELECT " + column + " FROM PG_STAT_XACT_USER_TABLES WHERE RELNAME = 'shop_queue'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private RealmBacklog ask(String realm) throws Exception {
        try (Connection connection = ground.postgres().connect()) {
            connection.setAutoCommit(false);
            return backlogs.of(connection, realm);
        }
    }
}
