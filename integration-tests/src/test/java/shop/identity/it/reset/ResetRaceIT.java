package shop.identity.it.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.identity.it.reset.ForgetfulCustomers.newAddress;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TwoNodes;
import shop.identity.stack.KeycloakNode;

/** One link in many hands at once, and a node that dies meanwhile. */
@OnGround
@TwoNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResetRaceIT {

    private static final int MANY = 1000;
    /** After the first is seen at work, and others behind it. */
    private static final List<Duration> DEATHS = List.of(Duration.ZERO, Duration.ofMillis(60), Duration.ofMillis(250));

    private static final String DONE = "id=\"shop-done\"";

    private final Ground ground;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(60))
            .build();
    private ShippedRealm realm;
    private ForgetfulCustomers customers;

    ResetRaceIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void createRealm() {
        realm = new ShippedRealm(ground);
        customers = new ForgetfulCustomers(ground, realm);
        ground.secondNode();
    }

    @AfterAll
    void removeRealm() {
        realm.close();
    }

    private record Answer(int number, int status, String body) {

        private boolean isDone() {
            return body.contains(DONE);
        }
    }

    /** @return what came back; a node that dies answers with 0 */
    private CompletableFuture<Answer> press(KeycloakNode node, String link, int number) {
        String password = password(number);
        String path = URI.create(link).getRawPath();
        return http.sendAsync(
                        HttpRequest.newBuilder(URI.create(node.baseUrl() + path))
                                .timeout(Duration.ofSeconds(180))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "password-new=" + password + "&password-confirm=" + password))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> new Answer(number, answer.statusCode(), answer.body()))
                .exceptionally(gone -> new Answer(number, 0, ""));
    }

    private static String password(int number) {
        return "password-of-try-" + number;
    }

    private static List<Answer> all(List<CompletableFuture<Answer>> pressed) throws CompletionException {
        return pressed.stream().map(CompletableFuture::join).toList();
    }

    @Test
    @Tag("PW-1")
    void ofAThousandAtOnceOneWins() throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        String link = customers.linkTo(email, 1);
        KeycloakNode[] nodes = {ground.node(), ground.secondNode()};
        List<CompletableFuture<Answer>> pressed = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            pressed.add(press(nodes[i % 2], link, i));
        }
        List<Answer> answers = all(pressed);

        Map<Integer, Long> byStatus =
                answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
        System.out.println("One reset link, " + MANY + " uses over two nodes, by status: " + byStatus);
        assertThat(byStatus).containsOnlyKeys(200, 400).containsEntry(200, 1L);
        List<Answer> winners = answers.stream().filter(Answer::isDone).toList();
        assertThat(winners).hasSize(1);
        assertThat(realm.walk().logIn(email, password(winners.get(0).number())).isLoggedIn())
                .isTrue();
        assertThat(credentialChanges(id)).isEqualTo(1);
        realm.mailTo(email, 2);
        assertThat(ground.mail().messagesTo(email)).as("one link, one notice").hasSize(2);
    }

    private long credentialChanges(String id) {
        return ground.topic().settled(id, 2).stream()
                .map(CustomerRecord::type)
                .filter("customer.credential_changed"::equals)
                .count();
    }

    @Test
    @Tag("PW-1")
    @Tag("VF-2")
    void aNodeThatDiesLeavesALinkUsedAndThePasswordChangedOrNeither() throws Exception {
        List<String> seen = new ArrayList<>();
        for (Duration delay : DEATHS) {
            seen.add(killWhileInUse(delay));
        }
        System.out.println("kill -9 while a reset link is in use: " + seen);
    }

    private String killWhileInUse(Duration delay) throws Exception {
        String email = newAddress();
        String id = customers.create(email);
        String link = customers.linkTo(email, 1);
        String before = credential(id);
        KeycloakNode victim = ground.secondNode();
        List<CompletableFuture<Answer>> pressed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pressed.add(press(victim, link, i));
        }
        Awaitility.await("one at work, others behind it")
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(60))
                .until(() -> ground.count("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'advisory'"
                                + " AND query LIKE 'SELECT pg_advisory_xact_lock(hashtextextended(%'")
                        > 0);
        Pause.of(delay);
        victim.kill();
        List<Answer> answers = all(pressed);

        boolean used = customers.tokenState(id).equals("used");
        assertThat(!credential(id).equals(before))
                .as("changed exactly if the link was used")
                .isEqualTo(used);
        List<Answer> winners = answers.stream().filter(Answer::isDone).toList();
        assertThat(winners.size()).isLessThanOrEqualTo(used ? 1 : 0);
        if (used) {
            assertThat(credentialChanges(id)).isEqualTo(1);
            assertThat(realm.mailTo(email, 2).mail().subject()).isEqualTo("Your password was changed");
            assertThat(realm.walk().logIn(email, Registration.PASSWORD).isLoggedIn())
                    .isFalse();
        } else {
            assertThat(all(List.of(press(ground.node(), link, 99))).get(0).isDone())
                    .isTrue();
            assertThat(realm.walk().logIn(email, password(99)).isLoggedIn()).isTrue();
        }
        return delay.toMillis() + " ms: " + (used ? "both" : "neither");
    }

    private String credential(String id) {
        return ground.query("SELECT SECRET_DATA FROM CREDENTIAL WHERE USER_ID = ? AND TYPE = 'password'", id)
                .get(0);
    }
}
