package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Login;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Percentiles;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.Steady;
import shop.identity.it.ground.Topic;
import shop.identity.stack.KeycloakNode;

/**
 * Kafka comes and goes, and is away for longer than any producer waits: customers notice nothing, and nothing is lost.
 * With the broker up and down in turns, so that neither has the better hour of the machine.
 */
@OnGround
class BrokerOutageIT {

    /** Slow enough for two cores at their worst: a pace that they cannot keep measures the crowd, not the broker. */
    private static final Duration PACE = Duration.ofMillis(700);

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final int PAIRS = 3;

    private final Ground ground;
    private final Queue<String> registered = new ConcurrentLinkedQueue<>();
    private List<String> formAccounts;
    private List<String> grantAccounts;
    private List<KeycloakNode> nodes;

    BrokerOutageIT(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    void openAccounts() {
        nodes = List.of(ground.node(), ground.secondNode());
        try (AdminApi admin = ground.admin()) {
            formAccounts = accounts(admin);
            grantAccounts = accounts(admin);
        }
    }

    /** Enough that no two log in to one at the same time: Keycloak's brute force protection refuses the second. */
    private static List<String> accounts(AdminApi admin) {
        return Stream.generate(() -> "l-" + UUID.randomUUID() + "@example.com")
                .limit(60)
                .peek(email -> admin.createWithPassword(email, Registration.PASSWORD))
                .toList();
    }

    @AfterEach
    void heal() {
        ground.kafka().start();
        ground.secondNode().stop();
    }

    @Test
    @Tag("EV-8")
    @Tag("EV-6")
    void nothingFailsAndEveryOneIsToldAfterwards() {
        List<Steady> all = List.of(registrations(), formLogins(), grantLogins());
        try {
            Pause.of(Duration.ofSeconds(3));
            ground.kafka().kill();
            Pause.of(Duration.ofSeconds(15));
            ground.kafka().start();
        } finally {
            all.forEach(Steady::close);
        }
        assertNoFailure(all);
        assertEveryCustomerTold(20);
    }

    @Test
    @Tag("long")
    @Tag("EV-8")
    @Tag("EV-6")
    void customersNoticeNothing() {
        comeAndGo(Duration.ofSeconds(20));
    }

    @Test
    @Tag("long")
    @Tag("EV-8")
    @Tag("EV-6")
    void norDoTheyInLongOutages() {
        comeAndGo(Duration.ofMinutes(3));
    }

    private void comeAndGo(Duration window) {
        List<Steady> all = List.of(registrations(), formLogins(), grantLogins());
        List<Windows> windows;
        try {
            windows = inTurns(window, all);
        } finally {
            all.forEach(Steady::close);
        }
        assertNoFailure(all);
        System.out.printf("p50/p99 in windows of %d s%n", window.toSeconds());
        windows.forEach(System.out::println);
        assertThat(windows).allSatisfy(alike -> {
            assertThat(alike.areAlike(50, 1.2)).as("p50 of %s", alike).isTrue();
            assertThat(alike.areAlike(99, 2)).as("p99 of %s", alike).isTrue();
        });
        assertEveryCustomerTold(150);
    }

    private Steady registrations() {
        return new Steady("registration by form", PACE, this::register);
    }

    private Steady formLogins() {
        return new Steady("login by form", PACE, turn -> login(turn).byForm(of(formAccounts, turn)));
    }

    private Steady grantLogins() {
        return new Steady("login by direct grant", PACE, turn -> login(turn).byGrant(of(grantAccounts, turn)));
    }

    private static void assertNoFailure(List<Steady> all) {
        assertThat(all)
                .allSatisfy(steady ->
                        assertThat(steady.failures()).as(steady.name()).isEmpty());
    }

    private Duration register(int turn) throws IOException, InterruptedException {
        Registration.Answer answer = ground.registrationAt(nodeOf(turn)).register();
        if (!answer.isRegistered()) {
            throw new IOException("registration answered " + answer.status());
        }
        registered.add(answer.email());
        return answer.took();
    }

    private Login login(int turn) {
        return new Login(nodeOf(turn));
    }

    private KeycloakNode nodeOf(int turn) {
        return nodes.get(turn % nodes.size());
    }

    /** Two in a row to each, so that each is at both nodes. */
    private String of(List<String> accounts, int turn) {
        return accounts.get(turn / nodes.size() % accounts.size());
    }

    private List<Windows> inTurns(Duration window, List<Steady> all) {
        List<Windows> windows = all.stream()
                .map(steady -> new Windows(steady.name(), new ArrayList<>(), new ArrayList<>()))
                .toList();
        Pause.of(WARM_UP);
        assertNoFailure(all);
        for (int pair = 0; pair < PAIRS; pair++) {
            measure(window, all, windows.stream().map(Windows::up).toList());
            ground.kafka().kill();
            measure(window, all, windows.stream().map(Windows::down).toList());
            ground.kafka().start();
            awaitDrained();
        }
        return windows;
    }

    private static void measure(Duration window, List<Steady> all, List<List<Percentiles>> results) {
        long from = System.nanoTime();
        Pause.of(window);
        long to = System.nanoTime();
        for (int i = 0; i < all.size(); i++) {
            results.get(i).add(all.get(i).between(from, to));
        }
    }

    /** Also lets the machine get over a broker's start. */
    private void awaitDrained() {
        Awaitility.await("the queue to drain")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ground.count("SELECT COUNT(*) FROM SHOP_QUEUE WHERE QUEUE = 'kafka'") <= 3);
        Pause.of(Duration.ofSeconds(3));
    }

    private void assertEveryCustomerTold(int atLeast) {
        awaitDrained();
        assertThat(registered).hasSizeGreaterThan(atLeast);
        for (String email : registered) {
            String id = ground.customerId(email).orElseThrow();
            assertThat(Topic.disorder(ground.topic().eventually(id, 1))).isEmpty();
        }
        assertNoneInvented();
    }

    /** Who was told of is there, or was told to be gone. */
    private void assertNoneInvented() {
        Set<String> gone = ground.topic()
                .all()
                .filter(told -> told.type().equals("customer.deleted"))
                .map(CustomerRecord::key)
                .collect(Collectors.toSet());
        assertThat(ground.topic()
                        .all()
                        .filter(told -> told.channel().equals("registration-form"))
                        .map(CustomerRecord::key)
                        .filter(id -> !gone.contains(id))
                        .filter(id -> ground.count("SELECT COUNT(*) FROM USER_ENTITY WHERE ID = ?", id) == 0))
                .isEmpty();
    }
}
