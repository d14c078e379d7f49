package shop.identity.it.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.backfill.BackfillKind;
import shop.identity.backfill.BackfillOrder;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.OnGround;
import shop.identity.it.ground.Pause;
import shop.identity.it.ground.Topic;

/** What was told is told once more, as it was. */
@OnGround
@Tag("EV-11")
class ReplayIT {

    private final Ground ground;

    ReplayIT(Ground ground) {
        this.ground = ground;
    }

    @AfterEach
    void resume() {
        ground.kafka().resume();
    }

    private static BackfillOrder replay(Instant from, int ratePerSecond) {
        return new BackfillOrder(BackfillKind.REPLAY, from, Instant.now(), ratePerSecond);
    }

    @Test
    void eventsComeAgainAsTheyWere() {
        try (AdoptingRealm realm = new AdoptingRealm(ground, 0).adopt();
                AdoptingRealm other = new AdoptingRealm(ground, 0).adopt()) {
            String tooEarly = realm.create();
            ground.topic().eventually(tooEarly, 1);
            Pause.of(Duration.ofMillis(5));
            Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            String elsewhere = other.create();
            List<String> customers = Stream.generate(realm::create).limit(10).toList();
            customers.forEach(customer -> realm.rename(customer, "Maximiliane"));
            realm.resource().users().get(customers.get(3)).remove();
            realm.rename(tooEarly, "Maximiliane");
            Map<String, List<CustomerRecord>> before = new HashMap<>();
            customers.forEach(customer ->
                    before.put(customer, ground.topic().settled(customer, customer.equals(customers.get(3)) ? 3 : 2)));
            Map<String, Integer> read = new HashMap<>();
            Stream.concat(customers.stream(), Stream.of(tooEarly, elsewhere))
                    .forEach(customer ->
                            read.put(customer, ground.topic().of(customer).size()));

            BackfillOrder order = replay(from, 50);
            Pause.of(Duration.ofMillis(5));
            String tooLate = realm.create();
            ground.topic().eventually(tooLate, 1);

            UUID backfill = realm.start(order);
            realm.awaitCompleted(backfill);

            assertThat(realm.done(backfill)).isEqualTo(22);
            for (String customer : customers) {
                int count = before.get(customer).size();
                List<CustomerRecord> again = ground.topic().eventually(customer, read.get(customer) + count);
                assertThat(told(again.subList(read.get(customer), again.size())))
                        .isEqualTo(told(before.get(customer)));
            }
            List<CustomerRecord> partly = ground.topic().eventually(tooEarly, read.get(tooEarly) + 1);
            assertThat(partly.subList(read.get(tooEarly), partly.size()))
                    .extracting(CustomerRecord::sequence)
                    .containsOnly(2L);
            assertThat(ground.topic().of(elsewhere)).hasSize(read.get(elsewhere));
        }
    }

    /** Ids, headers and values, each event once. */
    private static List<String> told(List<CustomerRecord> records) {
        Set<String> seen = new HashSet<>();
        return records.stream()
                .filter(record -> seen.add(record.id()))
                .map(record -> new TreeMap<>(record.headers()) + " " + record.data())
                .toList();
    }

    @Test
    void repeatsComeAfterWhatStillWaits() {
        try (AdoptingRealm realm = new AdoptingRealm(ground, 0).adopt()) {
            Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            String customer = realm.create();
            realm.rename(customer, "Maximiliane");
            ground.topic().eventually(customer, 2);
            awaitNothingWaits(customer);
            ground.kafka().pause();
            realm.rename(customer, "Erika");

            UUID backfill = realm.start(replay(from, 1000));
            realm.awaitCompleted(backfill);

            assertThat(realm.done(backfill)).isEqualTo(2);
            assertThat(queued(customer)).containsExactly(3L, 1L, 2L);
            ground.kafka().resume();
            List<CustomerRecord> records =
                    ground.topic().eventually(customer, Duration.ofSeconds(60), seen -> seen.size() >= 5);
            assertThat(Topic.disorder(records)).isEmpty();
        }
    }

    /** The third event was written by a node whose clock is 400 ms behind that of the node that wrote the second. */
    @Test
    void clocksThatDifferBreakNoOrder() {
        try (AdoptingRealm realm = new AdoptingRealm(ground, 0).adopt()) {
            String customer = realm.create();
            List.of("Anna", "Berta", "Clara").forEach(name -> realm.rename(customer, name));
            ground.topic().eventually(customer, 4);
            awaitNothingWaits(customer);
            Instant past = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);
            setTime(customer, 1, past);
            setTime(customer, 2, past.plusMillis(800));
            setTime(customer, 3, past.plusMillis(400));
            setTime(customer, 4, past.plusMillis(900));
            ground.kafka().pause();

            // One event at a time: each stretch ends between two of them.
            UUID backfill = realm.start(new BackfillOrder(BackfillKind.REPLAY, past, past.plusSeconds(1), 10));
            realm.awaitCompleted(backfill);

            assertThat(queued(customer)).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    /** An import that overwrites, in one transaction: the second life is numbered from 1, too. */
    @Test
    void secondLifeComesAfterTheFirst() {
        try (AdoptingRealm realm = new AdoptingRealm(ground, 0).adopt()) {
            Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            UserRepresentation user = AdminApi.person("again-" + UUID.randomUUID() + "@example.com");
            user.setId(UUID.randomUUID().toString());
            realm.importOver(List.of(user));
            realm.rename(user.getId(), "Maximiliane");
            realm.importOver(List.of(user));
            ground.topic().eventually(user.getId(), 4);
            awaitNothingWaits(user.getId());
            ground.kafka().pause();

            UUID backfill = realm.start(replay(from, 1000));
            realm.awaitCompleted(backfill);

            assertThat(queued(user.getId())).containsExactly(1L, 2L, 3L, 1L);
        }
    }

    private void awaitNothingWaits(String customer) {
        Awaitility.await("the queue to be empty").until(() -> queued(customer).isEmpty());
    }

    /** Versions, in the order in which they will be told. */
    private List<Long> queued(String customer) {
        return ground
                .query(
                        "SELECT o.SEQUENCE FROM SHOP_QUEUE q JOIN SHOP_OUTBOX o ON o.ID = q.JOB_ID"
                                + " WHERE q.QUEUE = 'kafka' AND q.ITEM_KEY = ? ORDER BY q.POSITION",
                        customer)
                .stream()
                .map(Long::parseLong)
                .toList();
    }

    private void setTime(String customer, int sequence, Instant time) {
        UUID id = new UUID(time.toEpochMilli() << 16 | 0x7000, 0x8000_0000_0000_0000L | sequence);
        ground.execute("UPDATE SHOP_OUTBOX SET ID = '" + id + "' WHERE AGGREGATEID = '" + customer
                + "' AND SEQUENCE::int = " + sequence);
    }
}
