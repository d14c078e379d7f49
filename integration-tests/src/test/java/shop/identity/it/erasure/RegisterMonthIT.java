package shop.identity.it.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.erasure.LeavingRealm.Leaver;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.metrics.Scrape;

/**
 * Requests of a few days, and the months after them, day by day: those that are carried out when their time has come, those that are
 * cancelled, those that cannot be carried out and are overdue in the end, with an extension later than without. Instead of the
 * clock, which is the servers' own, everything that has happened is moved into the past.
 */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("GD-9")
class RegisterMonthIT {

    private static final int FIRST_DAYS = 4;
    private static final int GRACE = 14;
    private static final int CANCELLED_AFTER = 5;
    private static final int EXTENDED_AFTER = 3;
    private static final int LONGEST_MONTH = 31;
    private static final int THREE_LONGEST_MONTHS = 92;

    private static final String A_DAY_LATER = """
            UPDATE SHOP_ERASURE
               SET RECEIVED_AT = RECEIVED_AT - interval '%1$d days', DUE_AT = DUE_AT - interval '%1$d days',
                   LEGAL_DUE_AT = LEGAL_DUE_AT - interval '%1$d days', EXTENDED_AT = EXTENDED_AT - interval '%1$d days',
                   CLOSED_AT = CLOSED_AT - interval '%1$d days', NEXT_ATTEMPT_AT = NEXT_ATTEMPT_AT - interval '%1$d days'
             WHERE REALM_ID = '%2$s'
            """;

    private enum Course {
        CARRIED_OUT,
        CANCELLED,
        STUCK,
        STUCK_AND_EXTENDED
    }

    /** @param day on which it was received */
    private record Request(String id, Leaver who, Course course, int day) {

        String stateOn(int today) {
            return switch (course) {
                case CARRIED_OUT -> today - day >= GRACE ? "completed" : "requested";
                case CANCELLED -> today - day >= CANCELLED_AFTER ? "cancelled" : "requested";
                case STUCK, STUCK_AND_EXTENDED -> "requested";
            };
        }
    }

    private final Ground ground;
    private final List<Request> requests = new ArrayList<>();
    private LeavingRealm realm;

    RegisterMonthIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        realm = new LeavingRealm(ground);
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @Test
    void dueExtendedOverdue() {
        int today = 0;
        for (; today <= FIRST_DAYS + LONGEST_MONTH; today++) {
            if (today < FIRST_DAYS) {
                receive(today);
            }
            decide(today);
            assertAsExpected(today);
            later(1);
        }
        assertOverdue(Set.of(Course.STUCK));
        assertTheAlarmIsOf(FIRST_DAYS);

        later(THREE_LONGEST_MONTHS);
        assertOverdue(Set.of(Course.STUCK, Course.STUCK_AND_EXTENDED));

        carryOutTheRest();
        assertOverdue(Set.of());
        assertTheAlarmIsOf(0);
        assertTheProofSaysNothingOfAnybody();
    }

    private void receive(int today) {
        for (Course course : Course.values()) {
            Leaver who = realm.customer();
            requests.add(new Request(realm.leaves(who), who, course, today));
        }
        // What cannot be carried out: nobody is erased whose own record does not say that they leave.
        of(today, 0, Course.STUCK, Course.STUCK_AND_EXTENDED)
                .forEach(request -> ground.execute("DELETE FROM USER_ATTRIBUTE WHERE USER_ID = '"
                        + request.who().id() + "' AND NAME = 'shopDeletionDue'"));
    }

    private List<Request> of(int today, int age, Course... courses) {
        return requests.stream()
                .filter(request ->
                        request.day() == today - age && List.of(courses).contains(request.course()))
                .toList();
    }

    private void decide(int today) {
        of(today, CANCELLED_AFTER, Course.CANCELLED)
                .forEach(request -> assertThat(realm.api()
                                .byStaff("POST", "/" + request.id() + "/cancel", "")
                                .status())
                        .isEqualTo(200));
        of(today, EXTENDED_AFTER, Course.STUCK_AND_EXTENDED).forEach(request -> {
            JsonNode line = realm.api()
                    .byStaff("POST", "/" + request.id() + "/extend", "{\"reason\":\"A partner is slow.\"}")
                    .json();
            assertThat(instant(line, "legalDueAt"))
                    .isEqualTo(OffsetDateTime.ofInstant(instant(line, "receivedAt"), ZoneOffset.UTC)
                            .plusMonths(3)
                            .toInstant());
        });
    }

    private static Instant instant(JsonNode line, String field) {
        return Instant.parse(line.get(field).asText());
    }

    /** Not a day early, and as soon as the day has come. */
    private void assertAsExpected(int today) {
        Awaitility.await("day " + today)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(ground.query(
                                "SELECT ID || ' ' || STATE FROM SHOP_ERASURE WHERE REALM_ID = ? ORDER BY ID",
                                realm.id()))
                        .containsExactlyInAnyOrderElementsOf(requests.stream()
                                .map(request -> request.id() + " " + request.stateOn(today))
                                .toList()));
    }

    private void later(int days) {
        ground.execute(A_DAY_LATER.formatted(days, realm.id()));
    }

    private List<JsonNode> register() {
        JsonNode lines = realm.api().byStaff("GET", "?max=100", "").json();
        return StreamSupport.stream(lines.spliterator(), false).toList();
    }

    private void assertOverdue(Set<Course> courses) {
        Set<String> overdue = register().stream()
                .filter(line -> line.get("overdue").asBoolean())
                .map(line -> line.get("id").asText())
                .collect(Collectors.toSet());
        assertThat(overdue)
                .containsExactlyInAnyOrderElementsOf(requests.stream()
                        .filter(request -> courses.contains(request.course()))
                        .map(Request::id)
                        .toList());
    }

    /** @param overdue of this realm; whatever other tests left is counted, too */
    private void assertTheAlarmIsOf(int overdue) {
        assertThat(overdueRows("r.ID = '" + realm.id() + "'")).isEqualTo(overdue);
        Awaitility.await("the gauge")
                .atMost(Duration.ofSeconds(40))
                .until(() -> Scrape.of(ground.node()).value("shop_erasure_overdue") == overdueRows("TRUE"));
    }

    private long overdueRows(String which) {
        return ground.count("SELECT COUNT(*) FROM SHOP_ERASURE e JOIN REALM r ON r.ID = e.REALM_ID"
                + " WHERE e.STATE = 'requested' AND e.LEGAL_DUE_AT < now() AND " + which);
    }

    /** Staff have found out what kept them. */
    private void carryOutTheRest() {
        for (Request request : requests) {
            if (request.stateOn(Integer.MAX_VALUE).equals("requested")) {
                ground.execute(
                        "INSERT INTO USER_ATTRIBUTE (ID, USER_ID, NAME, VALUE) VALUES (gen_random_uuid()::text, '"
                                + request.who().id() + "', 'shopDeletionDue', '2026-01-01T00:00:00Z')");
                realm.erase(request.id());
            }
        }
    }

    /** Of a request that is closed: what was when, and by whom. */
    private void assertTheProofSaysNothingOfAnybody() {
        List<String> rows = ground.query("SELECT e::text FROM SHOP_ERASURE e WHERE REALM_ID = ?", realm.id());
        assertThat(rows).hasSize(requests.size());
        for (Request request : requests) {
            assertThat(rows)
                    .noneMatch(row -> row.contains(request.who().email())
                            || row.contains(request.who().lastName())
                            || row.contains("A partner is slow."));
        }
        assertThat(register()).allSatisfy(line -> {
            assertThat(line.get("state").asText()).isIn("completed", "cancelled");
            assertThat(line.at("/requestedBy/actor").asText()).isEqualTo("admin");
            assertThat(instant(line.get("closed"), "at")).isAfter(instant(line, "receivedAt"));
            assertThat(line.at("/closed/by/actor").asText()).isIn("system", "admin");
        });
    }
}
