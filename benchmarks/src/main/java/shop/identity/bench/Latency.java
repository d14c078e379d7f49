package shop.identity.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.stack.Stack;

/**
 * From the commit of a change to its consumer, under a steady load: staff's updates of customers through the admin REST
 * interface. Reckoned from the event's own time, which is taken just before the commit, so the commit is in it.
 */
final class Latency {

    private static final int CUSTOMERS = 100;
    private static final int CLIENTS = 6;

    private final Stack stack;
    private final int perSecond;

    Latency(Stack stack, int perSecond) {
        this.stack = stack;
        this.perSecond = perSecond;
    }

    /** @return sorted, the shortest first */
    List<Duration> measure(Duration warmUp, Duration measured) {
        ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
        try (AdminClient admin = new AdminClient(stack);
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            List<UserRepresentation> customers = customers(admin.users());
            List<TopicPartition> partitions = consumer.partitionsFor(Stack.TOPIC).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            AtomicInteger turn = new AtomicInteger();
            clients.scheduleAtFixedRate(
                    () -> clients.execute(() -> change(admin.users(), customers, turn.getAndIncrement())),
                    0,
                    TimeUnit.SECONDS.toMicros(1) / perSecond,
                    TimeUnit.MICROSECONDS);
            arrivals(consumer, warmUp);
            List<Duration> latencies = arrivals(consumer, measured);
            Collections.sort(latencies);
            return latencies;
        } finally {
            clients.shutdownNow();
        }
    }

    private static List<UserRepresentation> customers(UsersResource users) {
        List<UserRepresentation> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            UserRepresentation user = new UserRepresentation();
            user.setUsername("latency-" + UUID.randomUUID() + "@example.com");
            user.setEmail(user.getUsername());
            user.setFirstName("Erika");
            user.setLastName("Mustermann");
            user.setEnabled(true);
            user.setId(CreatedResponseUtil.getCreatedId(users.create(user)));
            customers.add(user);
        }
        return customers;
    }

    private static void change(UsersResource users, List<UserRepresentation> customers, int turn) {
        UserRepresentation user = customers.get(turn % CUSTOMERS);
        synchronized (user) {
            user.setFirstName("Erika " + turn);
            users.get(user.getId()).update(user);
        }
    }

    private static List<Duration> arrivals(KafkaConsumer<String, String> consumer, Duration time) {
        List<Duration> latencies = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            for (ConsumerRecord<String, String> one : consumer.poll(Duration.ofMillis(100))) {
                Instant captured = Instant.parse(
                        new String(one.headers().lastHeader("ce_time").value()));
                latencies.add(Duration.between(captured, Instant.now()));
            }
        }
        return latencies;
    }
}
