package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ws.rs.ClientErrorException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;

/** Every line of the table in {@code docs/status.md}, by every path that staff have: the same effects, or the same refusal. */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-5")
class StatusMatrixIT {

    private static final String LONG_AGO = "2020-12-24T00:00:00Z";

    private final Ground ground;
    private ShippedRealm realm;
    private Arrivals arrivals;
    private StatusInterface staff;

    StatusMatrixIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground, ShippedRealm::hashesCheaply);
        arrivals = new Arrivals(ground, realm);
        staff = StatusInterface.ofAdministrator(ground.node(), realm.name());
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    /** How a record says the status; {@code shopDeletionDue} is there to see whether it goes. */
    private static void write(UserRepresentation user, String status) {
        user.setEnabled(!status.equals("SUSPENDED") && !status.equals("ERASED"));
        user.setEmailVerified(!status.equals("PENDING"));
        user.setAttributes(
                switch (status) {
                    case "INACTIVE" -> Map.of("shopStatus", List.of("INACTIVE"), "shopDeletionDue", List.of(LONG_AGO));
                    case "ERASED" -> Map.of("shopStatus", List.of("ERASED"));
                    default -> Map.of();
                });
    }

    private Arrivals.Customer customer(String status) {
        return arrivals.customer(user -> write(user, status));
    }

    /** Of each customer who was changed, the line that was walked. */
    private Map<Arrivals.Customer, Transition> walk(Path path) {
        Map<Arrivals.Customer, Transition> walked = new LinkedHashMap<>();
        for (Transition line : Transition.inDocs()) {
            Arrivals.Customer customer = customer(line.from());
            boolean isToBeDone = path == Path.REST ? line.byRest() : line.byRecord();
            UserRepresentation before = user(customer);

            String answer = path == Path.REST ? byRest(customer, line.to()) : byRecord(customer, line.to());

            if (isToBeDone) {
                assertThat(answer).as("%s", line).isEqualTo("done");
                walked.put(customer, line);
            } else {
                assertThat(answer)
                        .as("%s", line)
                        .startsWith("409 ")
                        .contains(
                                "\"type\":\"urn:shop-identity:problem:conflict\"", "A customer who is " + line.from());
                assertThat(user(customer)).usingRecursiveComparison().isEqualTo(before);
                assertThat(eventsInTheOutbox(customer)).as("%s", line).isEqualTo(1);
            }
        }
        return walked;
    }

    private enum Path {
        REST,
        RECORD
    }

    private String byRest(Arrivals.Customer customer, String to) {
        StatusInterface.Answer answer = staff.put(customer.id(), to, "case 4711");
        if (answer.status() == 200) {
            assertThat(answer.json().get("status").asText()).isEqualTo(to);
            assertThat(answer.json().get("reason").asText()).isEqualTo("case 4711");
            return "done";
        }
        return answer.status() + " " + answer.text();
    }

    private String byRecord(Arrivals.Customer customer, String to) {
        UserRepresentation user = user(customer);
        write(user, to);
        ClientErrorException refused = catchThrowableOfType(
                ClientErrorException.class,
                () -> realm.resource().users().get(customer.id()).update(user));
        return refused == null
                ? "done"
                : refused.getResponse().getStatus() + " "
                        + refused.getResponse().readEntity(String.class);
    }

    private UserRepresentation user(Arrivals.Customer customer) {
        return realm.resource().users().get(customer.id()).toRepresentation();
    }

    private long eventsInTheOutbox(Arrivals.Customer customer) {
        return ground.count("SELECT count(*) FROM SHOP_OUTBOX WHERE AGGREGATEID = ?", customer.id());
    }

    private void assertToldOnce(Map<Arrivals.Customer, Transition> walked) {
        Pause.of(Duration.ofSeconds(3));
        walked.forEach((customer, line) -> {
            List<CustomerRecord> told = ground
                    .topic()
                    .eventually(
                            customer.id(),
                            records -> records.stream()
                                    .anyMatch(each -> each.type().endsWith("status_changed")))
                    .stream()
                    .filter(each -> each.type().equals("customer.status_changed"))
                    .toList();
            assertThat(told).as("%s", line).hasSize(1);
            assertThat(told.get(0).data().get("from").asText()).isEqualTo(line.from());
            assertThat(told.get(0).data().get("to").asText()).isEqualTo(line.to());
            assertThat(told.get(0).told()).isEqualTo("customer.status_changed by admin over admin-api");
        });
    }

    private void assertTheRecordSaysSo(Map<Arrivals.Customer, Transition> walked) {
        walked.forEach((customer, line) -> {
            assertThat(staff.get(customer.id()).json().get("status").asText())
                    .as("%s", line)
                    .isEqualTo(line.to());
            boolean keepsTheMark = line.to().equals("INACTIVE")
                    || line.from().equals("INACTIVE") && line.to().equals("SUSPENDED");
            Map<String, List<String>> attributes = user(customer).getAttributes();
            assertThat(attributes != null && attributes.containsKey("shopStatus"))
                    .as("%s", line)
                    .isEqualTo(keepsTheMark);
            assertThat(attributes != null && attributes.containsKey("shopDeletionDue"))
                    .as("%s", line)
                    .isEqualTo(line.from().equals("INACTIVE") && line.to().equals("SUSPENDED"));
        });
    }

    private void assertLoginGoesByIt(Map<Arrivals.Customer, Transition> walked) throws Exception {
        for (Map.Entry<Arrivals.Customer, Transition> each : walked.entrySet()) {
            String answer = arrivals.byGrant(each.getKey(), Registration.PASSWORD);
            switch (each.getValue().to()) {
                case "ACTIVE" -> assertThat(answer).as("%s", each.getValue()).startsWith("200 ");
                case "PENDING" -> assertThat(answer).as("%s", each.getValue()).contains("not fully set up");
                default -> assertThat(answer).as("%s", each.getValue()).contains("Account disabled");
            }
        }
    }

    @Test
    void overRest() throws Exception {
        Map<Arrivals.Customer, Transition> walked = walk(Path.REST);

        assertThat(walked).hasSize(12);
        assertToldOnce(walked);
        assertTheRecordSaysSo(walked);
        assertLoginGoesByIt(walked);
    }

    @Test
    void byTheRecord() throws Exception {
        Map<Arrivals.Customer, Transition> walked = walk(Path.RECORD);

        assertThat(walked).hasSize(12);
        assertToldOnce(walked);
        assertLoginGoesByIt(walked);
    }

    /** What the other columns of the table cannot show: the sessions of those who may log in no more. */
    @Test
    void sessionsEndWithTheStatus() throws Exception {
        TokenEndpoint tokens = new TokenEndpoint(ground.node(), realm.name());
        for (String to : List.of("SUSPENDED", "INACTIVE", "PENDING")) {
            Arrivals.Customer customer = customer("ACTIVE");
            String refreshToken =
                    tokens.password(customer.email(), Registration.PASSWORD).refreshToken();

            assertThat(byRest(customer, to)).isEqualTo("done");

            if (to.equals("PENDING")) {
                assertThat(tokens.refresh("admin-cli", refreshToken).status()).isEqualTo(200);
            } else {
                Awaitility.await(to)
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> realm.resource()
                                .users()
                                .get(customer.id())
                                .getUserSessions()
                                .isEmpty());
                assertThat(tokens.refresh("admin-cli", refreshToken).status()).isEqualTo(400);
            }
        }
    }

    /** Nothing was told of them yet: their status begins with what is found. */
    @Test
    void sessionsOfThoseEndTooWhoWereThereBeforeThePack() throws Exception {
        try (ShippedRealm old = new ShippedRealm(ground, settings -> {
            ShippedRealm.hashesCheaply(settings);
            settings.setEventsListeners(List.of("jboss-logging"));
        })) {
            Arrivals.Customer customer = new Arrivals(ground, old).customer(user -> write(user, "ACTIVE"));
            TokenEndpoint tokens = new TokenEndpoint(ground.node(), old.name());
            assertThat(tokens.password(customer.email(), Registration.PASSWORD).status())
                    .isEqualTo(200);
            RealmRepresentation settings = old.resource().toRepresentation();
            settings.setEventsListeners(List.of("shop-customer-events"));
            old.resource().update(settings);

            UserRepresentation user = old.resource().users().get(customer.id()).toRepresentation();
            user.setEnabled(false);
            old.resource().users().get(customer.id()).update(user);

            Awaitility.await("no sessions")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> old.resource()
                            .users()
                            .get(customer.id())
                            .getUserSessions()
                            .isEmpty());
            CustomerRecord told = ground.topic().settled(customer.id(), 1).get(0);
            assertThat(told.type()).isEqualTo("customer.status_changed");
            assertThat(told.data().get("from").asText()).isEqualTo("ACTIVE");
        }
    }
}
