package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.segments.SegmentRealm.Customer;

/** {@code docs/openapi/shop-segments.yaml} says what the interface for staff does: nothing less, nothing more. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-1")
@Tag("SG-2")
class SegmentDocumentIT {

    private static final String UNKNOWN = UUID.randomUUID().toString();

    private final Ground ground;
    private SegmentRealm realm;
    private SegmentApi api;

    SegmentDocumentIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new SegmentRealm(ground);
        api = realm.api();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    @Test
    void theDocumentNamesTheStatuses() throws Exception {
        SegmentApi all = api.afresh();
        SegmentApi nobody = all.as(realm.staff("view-events"));
        SegmentApi stranger = all.as("none");
        String id = all.make("{\"name\":\"toured\",\"rule\":\"emailVerified\"}");
        String byHand = all.make("{\"name\":\"toured by hand\"}");
        Customer one = realm.customer();
        String huge = "{\"a\":\"" + "x".repeat(70_000) + "\"}";
        for (SegmentApi person : List.of(nobody, stranger, all)) {
            for (String path : List.of("", "/evaluate", "/facts/" + one.id(), "/" + id, "/" + id + "/evaluate")) {
                person.get(path);
                person.get(path + "?x=1");
            }
            for (String path : List.of("", "/dry-run", "/evaluate", "/facts", "/" + id + "/evaluate")) {
                person.post(path, "{\"x\":1}");
                person.post(path, huge);
            }
            person.send("PATCH", "/facts/" + one.id(), "{\"x\":\"y\"}");
            person.send("PATCH", "/facts/" + one.id(), huge);
            person.put("/" + id, "{\"x\":1}");
            person.put("/" + id, huge);
            person.send("DELETE", "/" + id + "?x=1", "");
        }
        all.post("", "{\"name\":\"toured\"}");
        all.post("/dry-run", "{\"rule\":\"emailVerified\"}");
        all.evaluate("/evaluate");
        all.evaluate("/" + id + "/evaluate");
        all.post("/" + byHand + "/evaluate", "");
        all.get("/" + byHand + "/evaluate");
        all.post("/facts", "{}");
        all.post("/" + UNKNOWN + "/evaluate", "");
        all.get("/" + UNKNOWN);
        all.put("/" + UNKNOWN, "{}");
        all.send("DELETE", "/" + UNKNOWN, "");
        all.get("/facts/" + UNKNOWN);
        all.send("PATCH", "/facts/" + UNKNOWN, "{}");
        all.send("PATCH", "/facts/" + one.id(), "{\"orders\":3}");
        ground.execute("INSERT INTO SHOP_SEGMENT_FACT SELECT '" + realm.id() + "', '" + one.id()
                + "', 'f' || i, 1, now() FROM generate_series(1, 100) AS i");
        all.send("PATCH", "/facts/" + one.id(), "{\"more\":3}");
        all.post("/facts", "{\"" + one.id() + "\":{\"more\":3}}");
        all.put("/" + id, "{\"name\":\"toured by hand\"}");
        all.put("/" + id, "{\"name\":\"toured\"}", "If-Match", "\"1\"");
        all.put("/" + id, "{\"name\":\"toured\"}");
        takeTheKeyOfAnotherRequest(all, id, one.id());
        all.send("DELETE", "/" + id, "", "If-Match", "\"1\"");
        all.send("DELETE", "/" + id, "");
        try (SegmentRealm fresh = new SegmentRealm(ground)) {
            all.at(fresh.root(ground.node())).get("/evaluate");
        }

        assertThat(all.document().undescribedPathParameters()).isEmpty();
        assertThat(all.seen()).hasSize(13);
        all.seen().forEach((operation, statuses) -> {
            Set<Integer> documented = new TreeSet<>(all.document().statuses(operation));
            // What takes longer than anybody waits for, which it does not here. Of the 503 the tests of repeated
            // requests take
            // care.
            documented.removeAll(Set.of(202, 503));
            assertThat(statuses).as(operation).isEqualTo(documented);
        });
    }

    private static void takeTheKeyOfAnotherRequest(SegmentApi all, String segment, String customer) {
        String[] key = {"Idempotency-Key", UUID.randomUUID().toString()};
        all.send("POST", "", "{\"name\":\"toured with a key\"}", key);
        SegmentOperation.all(segment, customer).stream()
                .filter(operation -> !operation.isRead())
                .forEach(operation -> operation.askedBy(all, key));
        SegmentOperation.removal(segment).askedBy(all, key);
    }
}
