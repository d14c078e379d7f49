package shop.identity.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the statements find is tested on a real database. */
@Tag("GD-8")
class EventsSectionTest {

    private static final long TIME = 1_796_000_000_000L;

    private static ResultSet row(Object... columns) {
        return (ResultSet) Proxy.newProxyInstance(
                ResultSet.class.getClassLoader(),
                new Class<?>[] {ResultSet.class},
                (self, method, arguments) -> columns[(Integer) arguments[0] - 1]);
    }

    @Test
    void anEventWithItsDetails() {
        ResultSet row = row(TIME, "LOGIN", "storefront", "192.0.2.1", null, "{\"username\":\"ada\"}");

        assertThat(Written.by(to -> EventsSection.event(row, to)))
                .isEqualTo("{\"time\":\"2026-11-30T00:53:20Z\",\"type\":\"LOGIN\",\"client\":\"storefront\","
                        + "\"address\":\"192.0.2.1\",\"error\":null,\"details\":{\"username\":\"ada\"}}");
    }

    @Test
    void idsOfSessionsStayWhereTheyAre() {
        ResultSet row = row(
                TIME,
                "CODE_TO_TOKEN",
                "storefront",
                "192.0.2.1",
                null,
                "{\"code_id\":\"1\",\"scope\":\"openid\",\"token_id\":\"2\",\"refresh_token_id\":\"3\"}");

        assertThat(Written.by(to -> EventsSection.event(row, to))).endsWith("\"details\":{\"scope\":\"openid\"}}");
    }

    @Test
    void detailsThatAreCutOffAreTextAndNoneAreNone() {
        assertThat(Written.by(to -> EventsSection.event(row(TIME, "LOGIN", null, null, null, "{\"user"), to)))
                .endsWith("\"details\":\"{\\\"user\"}");
        assertThat(Written.by(to -> EventsSection.event(row(TIME, "LOGIN", null, null, null, null), to)))
                .endsWith("\"details\":null}");
        assertThat(Written.by(to -> EventsSection.event(row(TIME, "LOGIN", null, null, null, ""), to)))
                .endsWith("\"details\":null}");
    }

    @Test
    void whatStaffDid() {
        ResultSet row = row(TIME, "UPDATE", "USER", "users/4711", null, Boolean.FALSE, null, "{\"firstName\":\"Ada\"}");

        assertThat(Written.by(to -> EventsSection.adminEvent(row, to)))
                .isEqualTo("{\"time\":\"2026-11-30T00:53:20Z\",\"operation\":\"UPDATE\",\"resourceType\":\"USER\","
                        + "\"resourcePath\":\"users/4711\",\"error\":null,\"byCustomer\":false,\"address\":null,"
                        + "\"representation\":{\"firstName\":\"Ada\"}}");
    }
}
