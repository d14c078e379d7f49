package shop.identity.segments.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.customer.CustomerStatus;
import shop.identity.segments.sql.Sql;

/** What rules mean; that statements mean the same is tested on a database. */
@Tag("SG-2")
class RuleTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");

    private final Fields fields = SomeFields.all();
    private final RuleParser parser = new RuleParser(fields);
    private final Map<Field, Object> values = new HashMap<>();

    private void set(String name, String key, Object value) {
        values.put(fields.named(name, key).orElseThrow(), value);
    }

    private boolean matches(String rule) throws RuleException {
        return parser.parse(rule).matches(new CustomerValues(CustomerStatus.ACTIVE, values), TODAY);
    }

    private void known() {
        set("createdAt", null, Instant.parse("2026-02-28T23:59:59.999Z").toEpochMilli());
        set("emailVerified", null, true);
        set("firstName", null, true);
        set("lastName", null, false);
        set("emailDomain", null, Set.of("example.com"));
        set("attribute", "tier", Set.of("gold", "2026"));
        set("fact", "orders", new BigDecimal("3.0"));
        set("consent", "marketing", true);
        set("country", null, Set.of("DE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = ACTIVE",
                "status in (pending, active)",
                "status != SUSPENDED",
                "emailVerified",
                "emailVerified = true",
                "emailVerified != false",
                "not phoneVerified",
                "phoneVerified = false",
                "firstName is set",
                "lastName is not set",
                "locale is not set",
                "attribute.tier is set",
                "emailDomain = 'EXAMPLE.com'",
                "country = 'de'",
                "country in ('AT', 'DE')",
                "country not in ('AT')",
                "attribute.tier = 'gold'",
                "attribute.tier = '2026'",
                "attribute.tier != 'Gold'",
                "attribute.other != 'gold'",
                "fact.orders = 3",
                "fact.orders >= 3 and fact.orders <= 3.00",
                "fact.orders > 2.999 and fact.orders < 3.001 and fact.orders > -1",
                "fact.orders != 4",
                "fact.other != 4",
                "createdAt = 2026-02-28",
                "createdAt = today - 1 month",
                "createdAt < today - 30 days and createdAt >= today - 31 days",
                "createdAt > 2026-02-27 and createdAt <= 2026-02-28 and createdAt < 2026-03-01",
                "createdAt != 2026-03-01",
                "lastLogin != 2026-03-01",
                "consent.marketing and not consent.terms",
                "status = SUSPENDED or country = 'DE' and fact.orders = 3",
                "not status = SUSPENDED and country = 'DE'",
                "not (status = SUSPENDED or country = 'AT')",
            })
    void matching(String rule) throws RuleException {
        known();

        assertThat(matches(rule)).isTrue();
        assertThat(matches("not (" + rule + ")")).isFalse();
    }

    /** A condition about what is not known is false. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fact.orders > 0",
                "fact.orders <= 0",
                "fact.orders = 0",
                "createdAt < today",
                "createdAt >= today",
                "attribute.tier = ''",
                "country in ('DE')",
                "consent.marketing",
                "emailVerified = true",
                "firstName is set",
                "country is set",
                "fact.orders is set",
                "lastLogin is set",
            })
    void unknown(String rule) throws RuleException {
        assertThat(matches(rule)).isFalse();
        assertThat(matches("not " + rule)).isTrue();
    }

    @Test
    void andBindsMoreThanOr() throws RuleException {
        assertThat(matches("status = ACTIVE or status = ACTIVE and status = PENDING"))
                .isTrue();
        assertThat(matches("(status = ACTIVE or status = ACTIVE) and status = PENDING"))
                .isFalse();
        assertThat(matches("not status = ACTIVE or status = ACTIVE")).isTrue();
    }

    @Test
    void nothingThatARuleSaysIsPartOfAStatement() throws RuleException {
        Rule rule = parser.parse("attribute.'x''; DROP TABLE USER_ENTITY --' = 'y''; DROP TABLE' or country = 'zz''' "
                + "or fact.orders > 4711 or createdAt > 2011-11-11 or status = ERASED");
        Sql sql = RuleSql.of(rule, field -> "F0", TODAY);

        assertThat(sql.toString()).doesNotContain("DROP", "ZZ", "4711", "2011", "ERASED", "'");
    }

    @Test
    void aMonthAgoIsTheLastDayOfAShorterMonth() throws RuleException {
        set("createdAt", null, Instant.parse("2026-02-28T00:00:00Z").toEpochMilli());

        assertThat(matches("createdAt >= today - 1 month")).isTrue();
        assertThat(matches("createdAt < today - 1 month")).isFalse();
    }

    @Test
    void timesFarAwayAreTimes() throws RuleException {
        set("createdAt", null, Long.MIN_VALUE);
        assertThat(matches("createdAt < today - 10000 years")).isTrue();
        set("createdAt", null, Long.MAX_VALUE);
        assertThat(matches("createdAt > today + 10000 years")).isTrue();
    }
}
