package shop.identity.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import shop.identity.customer.CustomerEventType;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.LoginWay;
import shop.identity.customer.UnlockReason;
import shop.identity.schema.PayloadSchemas;

@Tag("EV-4")
class PayloadsTest {

    /** Keycloak takes any number for the time of a user's creation: microseconds by mistake, say. */
    @ParameterizedTest
    @CsvSource({
        "1795500432391, 2026-11-24T06:07:12.391Z",
        "0, 1970-01-01T00:00:00Z",
        "1795500432391000, 9999-12-31T23:59:59.999Z",
        "9223372036854775807, 9999-12-31T23:59:59.999Z",
        "-9223372036854775808, 0001-01-01T00:00:00Z"
    })
    void timeOfCreationObeysTheSchema(long millis, String createdAt) {
        CustomerState customer = new CustomerState(
                "c", true, true, false, null, Instant.ofEpochMilli(millis), false, new EnumMap<>(PersonalField.class));

        ObjectNode created = new Payloads(Set.of()).created(customer);

        assertThat(new PayloadSchemas().breaches(CustomerEventType.CREATED.dataSchema(), created.toString()))
                .isEmpty();
        assertThat(created.get("createdAt").asText()).isEqualTo(createdAt);
    }

    static Stream<CustomerFact> facts() {
        return Stream.of(
                new CustomerFact.Locked(null),
                new CustomerFact.Locked(Instant.EPOCH),
                new CustomerFact.Unlocked(UnlockReason.RESET),
                new CustomerFact.LoggedIn(LoginWay.FORM, null, null),
                new CustomerFact.LoggedIn(LoginWay.DIRECT_GRANT, null, "till"),
                new CustomerFact.LoggedIn(LoginWay.IDENTITY_PROVIDER, "elsewhere", "storefront"),
                new CustomerFact.LoggedOut());
    }

    @ParameterizedTest
    @MethodSource("facts")
    void whatHappenedObeysItsSchema(CustomerFact fact) {
        String payload = Payloads.happened("c", fact, Instant.EPOCH).toString();

        assertThat(new PayloadSchemas().breaches(fact.type().dataSchema(), payload))
                .isEmpty();
    }
}
