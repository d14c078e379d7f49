package shop.identity.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import shop.identity.customer.CustomerEventType;

@Tag("EV-4")
class PayloadSchemasTest {

    private static final String UPDATED = CustomerEventType.UPDATED.dataSchema();
    private static final String SOUND = """
            {"customerId":"3b4679ae-142f-4da5-9d7e-6f0c2f9f4a11","status":"ACTIVE","fields":["email","firstName"]}""";

    private final PayloadSchemas schemas = new PayloadSchemas();

    @Test
    void soundPayloadBreaksNothing() {
        assertThat(schemas.breaches(UPDATED, SOUND)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "ACTIVE"             | "tell-nobody"          | field /status breaks rule enum
            ["email"             | [4711                  | field /fields/0 breaks rule type
            "status"             | "stattus"              | field /status breaks rule required, field /stattus breaks rule additionalProperties
            {"customerId"        | "tell-nobody           | it is no JSON
            """)
    void breachNamesFieldAndRuleAndNoValue(String good, String bad, String breach) {
        assertThat(String.join(", ", schemas.breaches(UPDATED, SOUND.replace(good, bad))))
                .isEqualTo(breach);
    }

    @Test
    void timeOutOfFormIsABreach() {
        String deleted = CustomerEventType.DELETED.dataSchema();
        assertThat(schemas.breaches(deleted, """
                {"customerId":"c","reason":"system","deletedAt":"tomorrow"}""")).containsExactly("field /deletedAt breaks rule format");
    }

    @ParameterizedTest
    @EnumSource(CustomerEventType.class)
    void everyTypeHasItsSchema(CustomerEventType type) {
        assertThat(schemas.breaches(type.dataSchema(), "{}")).isNotEmpty();
    }

    @Test
    void whatANewerReleaseWroteIsNotJudged() {
        assertThat(schemas.breaches("urn:shop-identity:schema:customer.updated:99", "{}"))
                .isEmpty();
    }

    @Test
    void checkingCostsMicroseconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < 20_000; i++) {
                schemas.breaches(UPDATED, SOUND);
            }
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / 20_000 / 1000.0);
        }
        System.out.printf("schema check: %.1f µs per event%n", best);
        assertThat(best).isLessThan(10);
    }
}
