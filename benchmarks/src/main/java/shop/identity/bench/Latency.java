package shop.identity.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.bench.load.SteadyChangesFactory;
import shop.identity.stack.Stack;

/**
 * From the commit of a change to its consumer, under a steady load in the server, see {@link SteadyChangesFactory}.
 * Reckoned from the event's own time, which is taken just before the commit, so the commit is in it.
 */
final class Latency {

    private static final int CUSTOMERS = 100;

    private final Stack stack;

    Latency(Stack stack) {
        this.stack = stack;
    }

    /** @return sorted, the shortest first */
    List<Duration> measure(Duration warmUp, Duration measured) {
        try (AdminClient admin = new AdminClient(stack);
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            new Customers(admin.users(), CUSTOMERS);
            List<TopicPartition> partitions = consumer.partitionsFor(Stack.TOPIC).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            String on = switchOn(admin.users());
            arrivals(consumer, warmUp);
            List<Duration> latencies = arrivals(consumer, measured);
            admin.users().delete(on).close();
            Collections.sort(latencies);
            return latencies;
        }
    }

    private static String switchOn(UsersResource users) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(SteadyChangesFactory.SWITCH);
        user.setEmail(SteadyChangesFactory.SWITCH);
        user.setFirstName("Erika");
        user.setLastName("Mustermann");
        return CreatedResponseUtil.getCreatedId(users.create(user));
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
