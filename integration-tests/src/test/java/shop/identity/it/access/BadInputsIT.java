package shop.identity.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.LogTail;
import shop.identity.it.ground.OnGround;

/**
 * Every endpoint of every document is fed what nobody should send: it says what is wrong, as a problem, and nothing has changed. A
 * run is repeated with {@code -Dshop.seed=} and what it printed.
 */
@OnGround
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-5")
class BadInputsIT {

    private static final int SOME = 150;
    private static final int MANY = 5000;
    private static final int AT_ONCE = 16;
    private static final int SHOWN = 20;

    private final Ground ground;
    private final long seed = Long.getLong("shop.seed", new Random().nextLong());
    private final ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
    private Shop shop;
    private String staffToken;

    BadInputsIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeAll
    void open() {
        shop = new Shop(ground);
        staffToken = shop.token(shop.staff("realm-admin"));
        System.out.println("bad inputs: -Dshop.seed=" + seed);
    }

    @AfterAll
    void close() {
        senders.shutdownNow();
        shop.close();
    }

    static Stream<Endpoint> endpoints() {
        return Endpoint.inDocs().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    void aFew(Endpoint endpoint) throws Exception {
        feed(endpoint, SOME);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endpoints")
    @Tag("long")
    void fiveThousand(Endpoint endpoint) throws Exception {
        feed(endpoint, MANY);
    }

    static Stream<Endpoint> endpointsOfTexts() {
        return endpoints().filter(endpoint -> endpoint.example().isPresent());
    }

    /** Where a text is free, SQL and HTML are texts like others. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("endpointsOfTexts")
    void oddTextsAreTakenOrRefused(Endpoint endpoint) throws Exception {
        Shop.Person owner = shop.customer();
        Exchange good = good(endpoint, owner);
        BadInputs inputs = new BadInputs(endpoint, good, seed);
        List<Future<Exchange.Answer>> sent = new ArrayList<>();
        for (int i = 0; i < SOME; i++) {
            Exchange odd = inputs.withAnOddText();
            sent.add(senders.submit(() -> odd.send(ground.node().baseUrl())));
        }
        for (Future<Exchange.Answer> each : sent) {
            Exchange.Answer answer = each.get();
            assertThat(answer.status())
                    .as("%s, seed %d: %s", endpoint, seed, answer.text())
                    .isLessThan(500);
            assertThat(answer.status() < 400 || answer.isProblem()).isTrue();
        }
        assertThat(ground.count("SELECT count(*) FROM SHOP_CUSTOMER WHERE CUSTOMER_ID = ?", owner.id()))
                .isEqualTo(1);
    }

    private Exchange good(Endpoint endpoint, Shop.Person owner) {
        String token = endpoint.isForStaff() ? staffToken : shop.token(owner);
        return shop.request(endpoint, owner, staffToken).as(token);
    }

    private void feed(Endpoint endpoint, int count) throws Exception {
        Shop.Person owner = shop.customer();
        Exchange good = good(endpoint, owner);
        BadInputs inputs = new BadInputs(endpoint, good, seed);
        LogTail log = new LogTail(ground.node());
        Dump before = Dump.of(ground, shop.id());
        List<Future<String>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Exchange bad = inputs.next();
            sent.add(senders.submit(() -> complaint(bad)));
        }
        List<String> complaints = Collections.synchronizedList(new ArrayList<>());
        for (Future<String> each : sent) {
            if (!each.get().isEmpty() && complaints.size() < SHOWN) {
                complaints.add(each.get());
            }
        }

        assertThat(complaints).as("%s, seed %d", endpoint, seed).isEmpty();
        assertThat(Dump.of(ground, shop.id())).as("%s, seed %d", endpoint, seed).isEqualTo(before);
        assertThat(log.text()).as("%s, seed %d", endpoint, seed).doesNotContain("Uncaught server error", owner.email());
    }

    /** @return empty where the answer is as it should be */
    private String complaint(Exchange bad) {
        Exchange.Answer answer = bad.send(ground.node().baseUrl());
        if (answer.status() < 400 || answer.status() >= 500) {
            return answer.status() + " " + answer.text() + " for " + bad;
        }
        if (!answer.isProblem()) {
            return answer.status() + " " + answer.contentType() + " for " + bad;
        }
        JsonNode problem = answer.json();
        boolean whole = problem.path("status").asInt() == answer.status()
                && problem.path("type").asText().startsWith("urn:shop-identity:problem:")
                && !problem.path("title").asText().isBlank()
                && !problem.path("detail").asText().isBlank();
        boolean speaksOfItself = answer.text().matches("(?s).*(Exception|org\\.keycloak|org\\.postgresql|jackson).*");
        return whole && !speaksOfItself ? "" : answer.text() + " for " + bad;
    }
}
