package shop.identity.it.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;
import shop.identity.stack.MailFault;

/** A mail that will not arrive by itself, and what staff see of it and do about it. */
@OnGround
@Tag("ML-2")
class MailStaffIT {

    private static final String COUNT = "GET ";
    private static final String LIST = "GET /dead-letters";
    private static final String DISCARD = "DELETE /dead-letters/{id}";
    private static final String REQUEUE = "POST /dead-letters/{id}/requeue";
    private static final String UNKNOWN = "01a20cd2-b32e-7b31-98f9-5df268b8e768";

    private final Ground ground;
    private final OpenApi document = new OpenApi("shop-mail");
    private final SeenAnswers seen = new SeenAnswers(document, "Backlog");
    private AdminApi admin;
    private ShopRealm realm;
    private Staff staff;
    private LogTail log;

    MailStaffIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void open() {
        log = new LogTail(ground.node());
        admin = ground.admin();
        realm = new ShopRealm(admin);
        RealmRepresentation settings = realm.resource().toRepresentation();
        settings.setSmtpServer(smtp(ground.stack().ports().smtp()));
        realm.resource().update(settings);
        staff = realm.staff(ground.node(), "manage-events").aboutMails();
        awaitMailServer();
    }

    @AfterEach
    void close() {
        ground.mail().setFault(null);
        realm.close();
        admin.close();
    }

    private static Map<String, String> smtp(int port) {
        return new HashMap<>(Map.of("host", "127.0.0.1", "port", Integer.toString(port), "from", "shop@example.com"));
    }

    /** The node leaves a mail server alone for a moment that was away in another test. */
    private void awaitMailServer() {
        String somebody = realm.createCustomer();
        ask(somebody);
        Awaitility.await("a mail, and nothing left of it")
                .atMost(Duration.ofSeconds(60))
                .until(() -> arrived(somebody) == 1
                        && ground.count("SELECT COUNT(*) FROM SHOP_MAIL WHERE REALM_ID = ?", realm.id()) == 0);
    }

    @Test
    void refusedMailIsShownWithoutAWordOfIt() {
        Instant before = Instant.now();
        String customer = realm.createCustomer();
        String other = realm.createCustomer();
        ground.mail().setFault(MailFault.refusal(550, addressOf(customer)));
        ask(customer);
        ask(other);

        JsonNode letter = deadLetterOf(customer);

        assertThat(arrived(other)).isEqualTo(1);
        assertThat(UUID.fromString(letter.get("id").asText()).version()).isEqualTo(7);
        assertThat(letter.get("kind").asText()).isEqualTo("shop-actions");
        assertThat(letter.get("attempts").asInt()).isEqualTo(1);
        assertThat(letter.get("reason").asText()).isEqualTo("the mail server refuses the recipient, SMTP 550");
        assertThat(Instant.parse(letter.get("since").asText())).isBetween(before, Instant.now());
        assertThat(letter.toString()).doesNotContain("@");
        assertThat(staff.get("").json().get("dead").asInt()).isEqualTo(1);
        assertThat(staff.get("").json().get("oldestAgeSeconds").isNull()).isTrue();
        String id = letter.get("id").asText();
        assertThat(log.linesWith(id)).singleElement().asString().contains("refused job", "SMTP 550");
        assertThat(log.text()).doesNotContain(addressOf(customer)).doesNotContain("\tat ");
    }

    @Test
    void requeuedItArrives() {
        String customer = realm.createCustomer();
        ground.mail().setFault(MailFault.refusal(550, addressOf(customer)));
        ask(customer);
        String id = deadLetterOf(customer).get("id").asText();
        assertThat(staff.requeue(id).status()).isEqualTo(204);
        Awaitility.await("the second refusal")
                .atMost(Duration.ofSeconds(30))
                .until(() -> staff.deadLetters()
                        .anyMatch(dead -> dead.get("attempts").asInt() == 2));
        ground.mail().setFault(null);

        assertThat(staff.requeue(id).status()).isEqualTo(204);

        Awaitility.await("the mail").until(() -> arrived(customer) == 1);
        Awaitility.await("an empty queue").until(() -> staff.requeue(id).status() == 404);
        assertThat(staff.get("/dead-letters").text()).isEqualTo("[]");
        assertThat(events("ACTION"))
                .hasSize(2)
                .allMatch(path -> path.equals("shop-mail/dead-letters/" + id + "/requeue"));
    }

    @Test
    void discardedNothingOfItIsKept() {
        String customer = realm.createCustomer();
        ground.mail().setFault(MailFault.refusal(550, addressOf(customer)));
        ask(customer);
        String id = deadLetterOf(customer).get("id").asText();

        assertThat(staff.discard(id).status()).isEqualTo(204);

        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_MAIL WHERE USER_ID = ?", customer))
                .isZero();
        assertThat(ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE JOB_ID = ?::uuid", id))
                .isZero();
        assertThat(staff.discard(id).status()).isEqualTo(404);
        assertThat(events("DELETE")).containsExactly("shop-mail/dead-letters/" + id);
    }

    @Test
    void whatWaitsIsCountedAndLeftAlone() {
        ground.mail().setFault(MailFault.away());
        String customer = realm.createCustomer();
        ask(customer);
        Awaitility.await("the first try")
                .until(() -> staff.get("").json().get("delayed").asInt() == 1);
        String id = ground.query("SELECT ID FROM SHOP_MAIL WHERE USER_ID = ?", customer)
                .get(0);

        JsonNode counts = staff.get("").json();
        assertThat(counts.get("dead").asInt()).isZero();
        assertThat(counts.get("oldestAgeSeconds").isNull()).isFalse();
        assertThat(staff.requeue(id).status()).isEqualTo(409);
        assertThat(staff.discard(id).json().get("detail").asText())
                .isEqualTo("Mail " + id + " is not a dead letter: it waits for its delivery, or somebody else has"
                        + " requeued it.");
        assertThat(realm.administrator(ground.node())
                        .about("shop")
                        .aboutMails()
                        .requeue(id)
                        .status())
                .isEqualTo(404);
    }

    /** The mail that was given up long ago is tried once more when staff want it. */
    @Test
    @Tag("ML-1")
    void mailThatIsTooOldIsGivenUp() {
        ground.mail().setFault(MailFault.away());
        String customer = realm.createCustomer();
        ask(customer);

        ground.execute("UPDATE SHOP_MAIL SET CREATED_AT = CREATED_AT - interval '49 hours' WHERE USER_ID = '" + customer
                + "'");

        assertThat(deadLetterOf(customer).get("reason").asText())
                .isEqualTo("given up after 48 hours: the mail server cannot be reached");
        ground.mail().setFault(null);
        staff.requeue(deadLetterOf(customer).get("id").asText());
        Awaitility.await("the mail").atMost(Duration.ofMinutes(2)).until(() -> arrived(customer) == 1);
    }

    /** With the settings on the page, not those of the realm, and with an answer that means something. */
    @Test
    void connectionIsTestedAtOnce() {
        String user = "tester-" + UUID.randomUUID();
        String email = user + "@example.com";
        try (Keycloak tester = realm.keycloak(ground.node(), user, "manage-realm")) {
            RealmResource tested = tester.realm(realm.name());

            try (Response wrongPort = tested.testSMTPConnection(smtp(1))) {
                assertThat(wrongPort.getStatus()).isEqualTo(500);
            }
            try (Response right =
                    tested.testSMTPConnection(smtp(ground.stack().ports().smtp()))) {
                assertThat(right.getStatus()).isEqualTo(204);
            }

            assertThat(ground.mail().messagesTo(email)).hasSize(1);
            assertThat(ground.count("SELECT COUNT(*) FROM SHOP_MAIL WHERE REALM_ID = ?", realm.id()))
                    .isZero();
        }
    }

    @Test
    void statusesAndBodiesAreThoseOfTheDocument() {
        Staff nobody = realm.staff(ground.node(), "view-users").aboutMails();
        Staff viewer = realm.staff(ground.node(), "view-events").aboutMails();
        String customer = realm.createCustomer();
        String other = realm.createCustomer();
        ground.mail().setFault(MailFault.refusal(550, null));
        ask(customer);
        ask(other);
        String id = deadLetterOf(customer).get("id").asText();
        String otherId = deadLetterOf(other).get("id").asText();
        assertThat(viewer.get("/dead-letters").status()).isEqualTo(200);
        assertThat(viewer.discard(id).status()).isEqualTo(403);
        for (Staff one : new Staff[] {nobody, staff.withToken("none"), staff}) {
            seen.see(COUNT, one, "", "");
            seen.see(COUNT, one, "?x=1", "");
            seen.see(LIST, one, "", "");
            seen.see(LIST, one, "?max=x", "");
            for (String odd : new String[] {"x", UNKNOWN}) {
                seen.see(DISCARD, one, "", odd);
                seen.see(REQUEUE, one, "", odd);
            }
        }
        ground.mail().setFault(MailFault.away());
        seen.see(REQUEUE, staff, "", id);
        seen.see(REQUEUE, staff, "", id);
        seen.see(DISCARD, staff, "", id);
        seen.see(DISCARD, staff, "", otherId);

        assertThat(document.undescribedPathParameters()).isEmpty();
        assertThat(document.operations()).containsExactlyInAnyOrder(COUNT, LIST, DISCARD, REQUEUE);
        for (String operation : document.operations()) {
            assertThat(seen.statuses(operation)).as(operation).isEqualTo(document.statuses(operation));
        }
    }

    private String addressOf(String customer) {
        UserRepresentation user = realm.resource().users().get(customer).toRepresentation();
        return user.getEmail();
    }

    private void ask(String customer) {
        realm.resource().users().get(customer).executeActionsEmail(List.of("UPDATE_PASSWORD"));
    }

    private int arrived(String customer) {
        return ground.mail().messagesTo(addressOf(customer)).size();
    }

    private JsonNode deadLetterOf(String customer) {
        return Awaitility.await("the dead letter")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> staff.deadLetters()
                                .filter(dead -> dead.get("userId").asText().equals(customer))
                                .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private List<String> events(String operation) {
        return realm.resource().getAdminEvents().stream()
                .filter(event -> event.getOperationType().equals(operation))
                .filter(event -> "SHOP_MAIL".equals(event.getResourceType()))
                .map(event -> event.getResourcePath())
                .toList();
    }
}
