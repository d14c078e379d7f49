package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import shop.identity.it.ground.Ground;
import shop.identity.it.privacy.Traces;
import shop.identity.stack.ReceivedRequest;

/** What holds of all customers of a realm of whom each is due, whatever dies meanwhile. */
record ErasedOnce(Ground ground, String realmId) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Pattern TOLD = Pattern.compile("/customers/([^/]+)/(anonymise|methods)");

    /** In one snapshot: what one part of the transaction says, the others say too. */
    private static final String HALF_DONE = """
            SELECT e.ID || ' ' || e.STATE || ' ' || u.USERNAME
              FROM SHOP_ERASURE e JOIN USER_ENTITY u ON u.ID = e.CUSTOMER_ID
             WHERE e.REALM_ID = ?
               AND ((e.STATE = 'completed') <> (u.USERNAME LIKE 'erased-%')
                OR (e.STATE = 'completed') <> (u.EMAIL IS NULL)
                OR (e.STATE = 'completed') = EXISTS (SELECT 1 FROM CREDENTIAL c WHERE c.USER_ID = u.ID)
                OR (e.STATE = 'completed') = EXISTS (SELECT 1 FROM USER_ROLE_MAPPING r WHERE r.USER_ID = u.ID)
                OR (e.STATE = 'completed') = EXISTS (SELECT 1 FROM EVENT_ENTITY v WHERE v.USER_ID = u.ID)
                OR (e.STATE = 'completed') = EXISTS (SELECT 1 FROM SHOP_ADDRESS s WHERE s.REALM_ID = e.REALM_ID AND s.USER_ID = u.ID)
                OR (e.STATE = 'completed') = EXISTS (SELECT 1 FROM SHOP_WISHLIST s WHERE s.REALM_ID = e.REALM_ID AND s.USER_ID = u.ID)
                OR (e.STATE = 'completed') = EXISTS (SELECT 1 FROM SHOP_CONSENT s WHERE s.REALM_ID = e.REALM_ID AND s.USER_ID = u.ID)
                OR (e.STATE = 'completed') <> EXISTS (SELECT 1 FROM USER_ATTRIBUTE a
                                                       WHERE a.USER_ID = u.ID AND a.NAME = 'shopStatus' AND a.VALUE = 'ERASED')
                OR (e.STATE = 'completed') <> EXISTS (SELECT 1 FROM SHOP_OUTBOX o
                                                       WHERE o.AGGREGATEID = u.ID AND o.TYPE = 'customer.erased')
                OR (SELECT COUNT(*) FROM SHOP_ERASURE_TASK t WHERE t.ERASURE_ID = e.ID)
                   <> CASE e.STATE WHEN 'completed' THEN 2 ELSE 0 END)
            """;

    private static final String OPEN = "SELECT COUNT(*) FROM SHOP_ERASURE WHERE REALM_ID = ? AND STATE = 'requested'";

    private static final String COMPLETED =
            "SELECT COUNT(*) FROM SHOP_ERASURE WHERE REALM_ID = ? AND STATE = 'completed' AND OUTCOME = 'anonymise'";

    private static final String OPEN_TASKS =
            "SELECT COUNT(*) FROM SHOP_ERASURE_TASK WHERE REALM_ID = ? AND ACKNOWLEDGED_AT IS NULL";

    private static final String QUEUED = "SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = 'erasure' AND REALM_ID = ?";

    private static final String TASKS = """
            SELECT e.CUSTOMER_ID || ' ' || CASE t.SERVICE WHEN 'order' THEN 'anonymise' ELSE 'methods' END || ' ' || t.ID
              FROM SHOP_ERASURE_TASK t JOIN SHOP_ERASURE e ON e.ID = t.ERASURE_ID WHERE e.REALM_ID = ?
            """;

    /** Where the pack's tables say whose a row is; the register, the last event's number and the tasks' proof are what stays. */
    private static final String OWNERS = """
            SELECT table_name || ' WHERE ' || column_name FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name LIKE 'shop\\_%' AND column_name IN ('user_id', 'customer_id')
               AND table_name NOT IN ('shop_erasure', 'shop_customer')
            """;

    private static final String ROWS_OF_THEIRS =
            "SELECT COUNT(*) FROM %s IN (SELECT CUSTOMER_ID FROM SHOP_ERASURE WHERE REALM_ID = ?)";

    long open() {
        return ground.count(OPEN, realmId);
    }

    long completed() {
        return ground.count(COMPLETED, realmId);
    }

    void assertWholeOrUndone() {
        assertThat(ground.query(HALF_DONE, realmId)).isEmpty();
    }

    /** While nobody sees one that is half done. Meanwhile the database may be away. */
    void awaitAll(Collection<String> customers, Duration pollInterval) {
        Awaitility.await("all are erased")
                .atMost(PATIENCE.plusMillis(100L * customers.size()))
                .pollInterval(pollInterval)
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(() -> {
                    assertWholeOrUndone();
                    return open() == 0;
                });
        assertWholeOrUndone();
        assertThat(completed()).isEqualTo(customers.size());
    }

    /** Each service has done it once for each of them, by one key, and has said so. */
    void assertServicesDidItOnce(Collection<String> customers) {
        Awaitility.await("all services acknowledge")
                .atMost(PATIENCE.plusMillis(20L * customers.size()))
                .ignoreExceptions()
                .until(() -> ground.count(OPEN_TASKS, realmId) == 0 && ground.count(QUEUED, realmId) == 0);
        assertThat(ground.query(TASKS, realmId)).hasSize(2 * customers.size());
        assertThat(customers).allSatisfy(id -> {
            assertThat(ground.stack().orders().executions(id)).isEqualTo(1);
            assertThat(ground.stack().payments().executions(id)).isEqualTo(1);
        });
    }

    /** However often they were told. Of so few that the services, which remember 10,000 requests, know all of them. */
    void assertKeysAreTheTasks(Collection<String> customers) {
        Set<String> told = Stream.of(
                        ground.stack().orders().requests(),
                        ground.stack().payments().requests())
                .flatMap(List::stream)
                .map(request -> told(request, customers))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).containsExactlyInAnyOrderElementsOf(ground.query(TASKS, realmId));
    }

    /** Of a request about one of these customers that is no question: whom, what and by which key. */
    private static String told(ReceivedRequest request, Collection<String> customers) {
        Matcher path = TOLD.matcher(request.path());
        boolean isOne = path.matches() && !request.method().equals("GET") && customers.contains(path.group(1));
        return isOne ? path.group(1) + " " + path.group(2) + " " + request.idempotencyKey() : "";
    }

    /** One event for each of them on the topic, be it delivered twice. */
    void assertToldOnce(Collection<String> customers) {
        assertThat(customers).allSatisfy(id -> {
            ground.topic().eventually(id, PATIENCE, records -> erased(id) > 0);
            assertThat(erased(id)).isEqualTo(1);
        });
    }

    private long erased(String customerId) {
        return ground.topic().of(customerId).stream()
                .filter(record -> "customer.erased".equals(record.type()))
                .map(record -> record.id())
                .distinct()
                .count();
    }

    /**
     * To be asked when the services have done it.
     *
     * @param marks stood in whatever was theirs
     */
    void assertNothingLeft(Collection<String> marks) {
        assertThat(ground.query(OWNERS).stream()
                        .filter(owner -> ground.count(ROWS_OF_THEIRS.formatted(owner), realmId) > 0))
                .isEmpty();
        assertThat(Traces.from(ground).inDatabase(marks)).isEmpty();
    }
}
