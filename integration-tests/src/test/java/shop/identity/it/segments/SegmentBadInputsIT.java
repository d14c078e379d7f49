package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.segments.SegmentApi.Answer;
import shop.identity.it.segments.SegmentRealm.Customer;

/** What nobody should send. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-1")
@Tag("SG-2")
@Tag("long")
class SegmentBadInputsIT {

    private final Ground ground;
    private SegmentRealm realm;
    private SegmentApi api;
    private String segment;
    private Customer customer;

    SegmentBadInputsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new SegmentRealm(ground);
        api = realm.api();
        segment = api.make("{\"name\":\"vip\",\"description\":\"Those who matter\",\"rule\":\"fact.orders >= 3\"}");
        customer = realm.customer();
    }

    @AfterAll
    void close() {
        realm.close();
    }

    /** Whatever comes in: a problem that says so, and nothing is another than before. */
    @Test
    void badInputsByTheThousand() {
        Random random = new Random(4711);
        String[] values = {
            "null",
            "true",
            "-1",
            "1e999",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"'; DROP TABLE SHOP_SEGMENT; --\"",
            "\"<script>alert(1)</script>\"",
            "\"" + "ä".repeat(5000) + "\"",
            "\"emailVerified or\"",
            "{\"a\":{\"b\":1}}",
            "123456789012345678901234567890"
        };
        String[] names = {"name", "rule", "default", "description", "id", "orders", "__proto__", "", "a b", "\\u0000"};
        String before = state();
        List<SegmentOperation> writes = SegmentOperation.all(segment, customer.id()).stream()
                .filter(operation -> !operation.method().equals("GET"))
                .filter(operation -> !operation.path().endsWith("/evaluate"))
                .toList();
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            SegmentOperation operation = writes.get(random.nextInt(writes.size()));
            String body = body(random, names, values);
            Answer answer = api.send(operation.method(), operation.path(), body);
            assertThat(answer.status())
                    .as(operation.method() + " " + operation.path() + " " + body + ": " + answer.body())
                    .isLessThan(500);
            if (answer.status() >= 400) {
                refused++;
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            }
        }
        assertThat(refused).isGreaterThan(4000);
        assertThat(state()).isEqualTo(before);
    }

    /** Without what some of the inputs may rightly do: an empty object is no mistake, nor is a null. */
    private String state() {
        return ground.query(
                                "SELECT string_agg(NAME || RULE, ',' ORDER BY NAME) FROM KEYCLOAK_GROUP g JOIN SHOP_SEGMENT s"
                                        + " ON s.GROUP_ID = g.ID WHERE g.REALM_ID = ?",
                                realm.id())
                        .get(0)
                + ground.count("SELECT COUNT(*) FROM SHOP_SEGMENT_FACT WHERE USER_ID = ?", customer.id());
    }

    private static String body(Random random, String[] names, String[] values) {
        if (random.nextInt(8) == 0) {
            return values[random.nextInt(values.length)];
        }
        if (random.nextInt(8) == 0) {
            return "{\"name\":\"x\"".substring(0, 1 + random.nextInt(10));
        }
        StringBuilder body = new StringBuilder("{");
        for (int fields = 1 + random.nextInt(4); fields > 0; fields--) {
            body.append('"')
                    .append(names[random.nextInt(names.length)])
                    .append("\":")
                    .append(values[random.nextInt(values.length)])
                    .append(fields > 1 ? "," : "");
        }
        // No request that is well by chance.
        return body.append(",\"unheard of\":1}").toString();
    }
}
