package shop.identity.it.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.Together;
import shop.identity.it.ground.Topic;
import shop.identity.it.ground.TwoNodes;
import shop.identity.it.own.OwnInterface.Answer;
import shop.identity.stack.KeycloakNode;

/** One customer's address book, changed by many at once over two nodes, while somebody looks. */
@OnGround
@TwoNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("CD-2")
class AddressRaceIT {

    private static final int MANY = 100;
    private static final int LIMIT = 20;

    private final Ground ground;
    private final Addresses addresses;
    private KeycloakNode second;
    private ShippedRealm realm;
    private Shoppers shoppers;
    private OwnInterface here;
    private OwnInterface there;

    AddressRaceIT(Ground ground) {
        this.ground = ground;
        this.addresses = new Addresses(ground);
    }

    @BeforeAll
    void start() {
        second = ground.secondNode();
        realm = new ShippedRealm(ground, OneIssuer.of(ground));
        shoppers = new Shoppers(ground, realm);
        here = Addresses.at(ground.node(), realm.name());
        there = Addresses.at(second, realm.name());
    }

    @AfterAll
    void stop() {
        realm.close();
    }

    private OwnInterface at(int number) {
        return number % 2 == 0 ? here : there;
    }

    private List<String> add(Shopper who, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Answer answer = at(i).post(who, "", Addresses.shipping("street " + i, true));
            assertThat(answer.status()).isEqualTo(201);
            ids.add(answer.text("id"));
        }
        return ids;
    }

    private List<CustomerRecord> told(Shopper who, int count) {
        List<CustomerRecord> all = ground.topic().settled(who.id(), 1 + count);
        assertThat(Topic.disorder(all)).isEmpty();
        return all.subList(1, all.size());
    }

    /** Each address is made the default five times, by a hundred requests at once. */
    @Test
    void aHundredMakeTheirsTheDefaultAtOnce() throws Exception {
        Shopper who = shoppers.shopper();
        List<String> ids = add(who, LIMIT);
        int before = versions(who);
        List<Answer> answers;
        try (DefaultSamples seen = new DefaultSamples(ground, who.id())) {
            answers = Together.run(
                    MANY,
                    i -> at(i / LIMIT).put(who, "/" + ids.get(i % LIMIT), Addresses.shipping("changed " + i, true)));
            assertThat(seen.breaches()).isEmpty();
            assertThat(seen.samples()).isGreaterThan(MANY);
        }

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.json().get("default").asBoolean()).isTrue());
        assertThat(addresses.defaults(who.id())).hasSize(1);
        assertThat(addresses.rows(who.id())).isEqualTo(LIMIT);
        assertThat(told(who, LIMIT + MANY)).as("each is told, once").hasSize(LIMIT + MANY);
        assertThat(answers.stream()
                        .map(answer -> answer.text("id") + answer.etag())
                        .distinct())
                .as("no two made the same version of an address")
                .hasSize(MANY);
        assertThat(versions(who)).isGreaterThanOrEqualTo(before + MANY);
    }

    private int versions(Shopper who) {
        return (int) ground.count("SELECT SUM(VERSION) FROM SHOP_ADDRESS WHERE USER_ID = ?", who.id());
    }

    /** Twenty times five: as many as each may have. */
    @Test
    void aHundredAddDefaultsAtOnce() throws Exception {
        List<Shopper> customers = new ArrayList<>();
        for (int i = 0; i < MANY / LIMIT; i++) {
            customers.add(shoppers.shopper());
        }
        List<Answer> answers;
        List<DefaultSamples> samples = new ArrayList<>();
        for (Shopper who : customers) {
            samples.add(new DefaultSamples(ground, who.id()));
        }
        try {
            answers = Together.run(
                    MANY,
                    i -> at(i / customers.size())
                            .post(customers.get(i % customers.size()), "", Addresses.shipping("street " + i, true)));
        } finally {
            for (DefaultSamples seen : samples) {
                seen.close();
            }
        }

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(samples).allSatisfy(seen -> assertThat(seen.breaches()).isEmpty());
        assertThat(customers).allSatisfy(who -> {
            assertThat(addresses.rows(who.id())).isEqualTo(LIMIT);
            assertThat(addresses.defaults(who.id())).hasSize(1);
            assertThat(told(who, LIMIT)).hasSize(LIMIT);
        });
    }

    @Test
    void theLimitIsExact() throws Exception {
        Shopper who = shoppers.shopper();
        add(who, LIMIT - 3);

        List<Integer> statuses = Together.run(
                30,
                i -> at(i).post(who, "", Addresses.shipping("more " + i, i % 3 == 0))
                        .status());

        assertThat(statuses).containsOnly(201, 409);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(3);
        assertThat(addresses.rows(who.id())).isEqualTo(LIMIT);
        assertThat(addresses.defaults(who.id())).hasSize(1);
        assertThat(told(who, LIMIT)).hasSize(LIMIT);
    }

    /** All have seen the same version: one changes it, and nobody's change is lost. */
    @Test
    void ofManyWhoHaveSeenOneVersionOneChangesIt() throws Exception {
        Shopper who = shoppers.shopper();
        String id = add(who, 1).get(0);
        for (int round = 0; round < 5; round++) {
            String seen = here.get(who, "/" + id).etag();
            String street = "round " + round + " by ";

            List<Answer> answers = Together.run(
                    20, i -> at(i).put(who, "/" + id, Addresses.shipping(street + i, true), "If-Match", seen));

            List<Integer> winners = IntStream.range(0, answers.size())
                    .filter(i -> answers.get(i).status() == 200)
                    .boxed()
                    .toList();
            assertThat(winners).hasSize(1);
            assertThat(answers).extracting(Answer::status).containsOnly(200, 412);
            assertThat(addresses.defaults(who.id())).containsExactly("shipping " + street + winners.get(0));
        }
        assertThat(told(who, 1 + 5)).hasSize(6);
    }

    /** Added, moved, made the default, removed, in no order at all. */
    @Test
    void whateverIsDoneThereIsOneDefaultOfEachKindThatThereIs() throws Exception {
        Shopper who = shoppers.shopper();
        List<List<Integer>> statuses;
        try (DefaultSamples seen = new DefaultSamples(ground, who.id())) {
            statuses = Together.run(12, i -> anything(who, i, new Random(4711 + i)));
            assertThat(seen.breaches()).isEmpty();
            assertThat(seen.samples()).isGreaterThan(MANY);
        }

        List<Integer> all = statuses.stream().flatMap(List::stream).toList();
        assertThat(all).contains(200, 201, 204).isSubsetOf(200, 201, 204, 404, 409);
        assertThat(ground.query(
                        "SELECT KIND FROM SHOP_ADDRESS WHERE USER_ID = ? GROUP BY KIND"
                                + " HAVING COUNT(*) FILTER (WHERE IS_DEFAULT) <> 1",
                        who.id()))
                .isEmpty();
    }

    private List<Integer> anything(Shopper who, int number, Random random) {
        OwnInterface api = at(number);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            List<String> ids = new ArrayList<>();
            api.get(who, "").json().forEach(address -> ids.add(address.get("id").asText()));
            String any = ids.isEmpty() ? "" : "/" + ids.get(random.nextInt(ids.size()));
            String kind = random.nextBoolean() ? "shipping" : "billing";
            int choice = any.isEmpty() ? 0 : random.nextInt(5);
            Answer answer =
                    switch (choice) {
                        case 0 -> api.post(who, "", Addresses.shipping("by " + number, random.nextBoolean()));
                        case 1 -> api.post(who, "", Addresses.billing("by " + number, random.nextBoolean()));
                        case 2 -> api.patch(who, any, "{\"kind\": \"" + kind + "\"}");
                        case 3 -> api.patch(who, any, "{\"default\": " + random.nextBoolean() + "}");
                        default -> api.delete(who, any);
                    };
            statuses.add(answer.status());
        }
        return statuses;
    }

    /** Whoever is removed meanwhile leaves nothing behind. */
    @Test
    void aCustomerWhoIsRemovedMeanwhileLeavesNothing() throws Exception {
        for (int round = 0; round < 5; round++) {
            Shopper who = shoppers.shopper();
            add(who, 2);

            List<Integer> statuses = Together.run(12, i -> {
                if (i == 0) {
                    return realm.resource().users().delete(who.id()).getStatus();
                }
                return at(i).post(who, "", Addresses.shipping("late " + i, true))
                        .status();
            });

            assertThat(statuses.get(0)).isEqualTo(204);
            assertThat(statuses.subList(1, statuses.size())).isSubsetOf(201, 401);
            assertThat(addresses.rows(who.id())).isZero();
            assertThat(ground.topic()
                            .eventually(
                                    who.id(),
                                    all -> all.get(all.size() - 1).type().equals("customer.deleted")))
                    .isNotEmpty();
        }
    }
}
