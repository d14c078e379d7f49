package shop.identity.it.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.customer.CustomerTrait;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.segments.catalog.JudgedSegment;
import shop.identity.segments.catalog.RulesInForce;
import shop.identity.segments.catalog.Segment;
import shop.identity.segments.customers.CustomerScope;
import shop.identity.segments.customers.Customers;
import shop.identity.segments.customers.KnownCustomer;
import shop.identity.segments.rule.Fields;
import shop.identity.segments.rule.Rule;
import shop.identity.segments.rule.RuleParser;

/** A rule means the same for one customer in memory and for many in a statement: generated customers, generated rules. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("SG-2")
class EquivalenceIT {

    private static final int CUSTOMERS = 400;
    private static final int RULES = 1500;
    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");
    private static final String[] TEXTS = {"a", "A", "b", "ä", "a'b", "\uD83C\uDF81", "x".repeat(300), "de", "DE"};

    private final Random random = new Random(20261124);
    private final Customers customers = new Customers();
    private final RuleParser parser = new RuleParser(new Fields(List.of(
            new CustomerTrait(
                    "consent",
                    CustomerTrait.Kind.FLAG,
                    "SHOP_CONSENT_NOW",
                    "GIVEN",
                    "KIND",
                    Set.of("terms", "marketing")),
            CustomerTrait.of("lastLogin", CustomerTrait.Kind.TIME, "SHOP_LAST_LOGIN", "MADE_AT"),
            CustomerTrait.of("network", CustomerTrait.Kind.TEXT, "SHOP_LAST_LOGIN", "NETWORK"))));
    private final Ground ground;
    private SegmentRealm realm;

    EquivalenceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void prepare() {
        realm = new SegmentRealm(ground);
        List<String> ids = realm.crowd(CUSTOMERS);
        for (String id : ids) {
            if (chance(2)) {
                sql("UPDATE USER_ENTITY SET EMAIL_VERIFIED = " + chance(2) + ", ENABLED = " + !chance(4)
                        + ", FIRST_NAME = "
                        + pick("NULL", "''", "'Erika'") + ", EMAIL = "
                        + pick("NULL", "EMAIL", "'no-address'", "'a@b@Ä.de'")
                        + ", CREATED_TIMESTAMP = "
                        + pick("NULL", "0", "-1", "9223372036854775807", millis(), millis(), millis())
                        + " WHERE ID = '" + id + "'");
            }
            for (String name : List.of("tier", "locale", "phoneNumber", "phoneNumberVerified", "shopStatus", "it's")) {
                for (int values = random.nextInt(4); values > 1; values--) {
                    attribute(id, name);
                }
            }
            for (String name : List.of("orders", "revenue")) {
                if (chance(2)) {
                    sql("INSERT INTO SHOP_SEGMENT_FACT VALUES ('" + realm.id() + "', '" + id + "', '" + name + "', "
                            + number() + ", now())");
                }
            }
            if (chance(2)) {
                sql("INSERT INTO SHOP_LAST_LOGIN (REALM_ID, USER_ID, MADE_AT, NETWORK) VALUES ('" + realm.id() + "', '"
                        + id + "', to_timestamp(" + millis() + " / 1000.0), '" + pick("A", "B") + "')");
            }
            for (int consents = random.nextInt(4); consents > 0; consents--) {
                sql(
                        "INSERT INTO SHOP_CONSENT (ID, REALM_ID, USER_ID, KIND, GIVEN, TEXT_VERSION, ACTOR, CHANNEL, AT) VALUES"
                                + " (gen_random_uuid(), '" + realm.id() + "', '" + id + "', '"
                                + pick("terms", "marketing") + "', "
                                + chance(2) + ", '1', 'self', 'x', to_timestamp(" + random.nextInt(3) + "))");
            }
        }
    }

    @AfterAll
    void close() {
        realm.close();
    }

    private void sql(String statement) {
        ground.execute(statement);
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private String pick(String... from) {
        return from[random.nextInt(from.length)];
    }

    private String millis() {
        long day = LocalDate.parse("2026-01-01").toEpochDay() + random.nextInt(120);
        return String.valueOf(day * 86_400_000L + pick(-1, 0, 1, random.nextInt(86_400_000)));
    }

    private int pick(int... from) {
        return from[random.nextInt(from.length)];
    }

    private String number() {
        return pick("0", "1", "-1", "3", "3.0", "2.999999", "100.5", "999999999999999");
    }

    private void attribute(String id, String name) {
        String value =
                switch (name) {
                    case "phoneNumberVerified" -> pick("true", "false", "yes");
                    case "shopStatus" -> pick("ERASED", "INACTIVE", "OTHER");
                    default -> pick(TEXTS);
                };
        String quoted = "'" + value.replace("'", "''") + "'";
        String column = value.length() > 255 ? "NULL, " + quoted : pick(quoted, quoted, "''", "NULL") + ", NULL";
        sql("INSERT INTO USER_ATTRIBUTE (ID, USER_ID, NAME, VALUE, LONG_VALUE) VALUES (gen_random_uuid()::text, '" + id
                + "', '" + name.replace("'", "''") + "', " + column + ")");
    }

    private String rule(int depth) {
        if (depth == 0 || chance(3)) {
            return condition();
        }
        return switch (random.nextInt(3)) {
            case 0 -> "not (" + rule(depth - 1) + ")";
            case 1 -> "(" + rule(depth - 1) + " and " + rule(depth - 1) + ")";
            default -> "(" + rule(depth - 1) + " or " + rule(depth - 1) + ")";
        };
    }

    private String condition() {
        String text = pick("emailDomain", "locale", "attribute.tier", "attribute.'it''s'", "network", "attribute.none");
        String time = pick("createdAt", "lastLogin");
        String fact = pick("fact.orders", "fact.revenue", "fact.none");
        String operator = pick("=", "!=", "<", "<=", ">", ">=");
        return switch (random.nextInt(9)) {
            case 0 -> text + pick(" = ", " != ") + quoted();
            case 1 -> text + pick(" in (", " not in (") + quoted() + ", " + quoted() + ")";
            case 2 ->
                pick(text, time, fact, "firstName", "email", "phoneNumber", "status", "emailVerified")
                        + pick(" is set", " is not set");
            case 3 -> fact + " " + operator + " " + number();
            case 4 ->
                time + " " + operator + " " + LocalDate.parse("2026-01-01").plusDays(random.nextInt(120));
            case 5 ->
                time + " " + operator + " today" + pick(" - ", " + ") + random.nextInt(90)
                        + pick(" days", " weeks", " months", " years");
            case 6 ->
                pick("emailVerified", "phoneVerified", "consent.terms", "consent.marketing")
                        + pick("", " = true", " = false", " != true");
            case 7 -> "status" + pick(" = ", " != ") + status();
            default -> "status in (" + status() + ", " + status() + ")";
        };
    }

    private String quoted() {
        return "'" + pick(pick("example.com", "ä.de", ""), pick(TEXTS)).replace("'", "''") + "'";
    }

    private String status() {
        return pick("PENDING", "ACTIVE", "SUSPENDED", "INACTIVE", "ERASED");
    }

    @Test
    void bothSayTheSame() throws Exception {
        int some = 0;
        try (Connection connection = ground.postgres().connect()) {
            for (int i = 0; i < RULES; i++) {
                String text = rule(4);
                if (text.length() > RuleParser.LONGEST_RULE) {
                    continue;
                }
                Rule rule = parser.parse(text);
                RulesInForce inForce = new RulesInForce(
                        List.of(new JudgedSegment(new Segment("none", "none", null, text, false), rule)), 0, TODAY);
                List<String> byStatement = customers.misplaced(
                        connection, realm.id(), inForce, new CustomerScope.All(), Integer.MAX_VALUE);
                Map<String, KnownCustomer> known = customers.read(connection, realm.id(), inForce, all());
                List<String> inMemory = new ArrayList<>();
                known.forEach((id, customer) -> {
                    boolean erased = customer.values().status().name().equals("ERASED");
                    if (!erased && rule.matches(customer.values(), TODAY)) {
                        inMemory.add(id);
                    }
                });

                assertThat(known).hasSize(CUSTOMERS);
                assertThat(new TreeSet<>(byStatement)).as(text).isEqualTo(new TreeSet<>(inMemory));
                assertThat(customers.count(connection, realm.id(), rule, TODAY).matching())
                        .isEqualTo(inMemory.size());
                some += inMemory.isEmpty() ? 0 : 1;
            }
        }
        assertThat(some).as("rules that match anybody").isGreaterThan(RULES / 2);
    }

    private List<String> all;

    private List<String> all() {
        if (all == null) {
            all = ground.query("SELECT ID FROM USER_ENTITY WHERE REALM_ID = ?", realm.id());
        }
        return all;
    }
}
