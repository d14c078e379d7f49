package shop.identity.it.ground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** A consumer that has read the topic from its beginning and goes on reading. */
public final class Topic implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** From the broker to this consumer, ten times over. */
    private static final Duration ON_THE_WAY = Duration.ofMillis(300);

    private final ObjectMapper json = new ObjectMapper();
    private final Contract contract = new Contract();
    private final ConcurrentLinkedQueue<CustomerRecord> all = new ConcurrentLinkedQueue<>();
    private final Map<String, List<CustomerRecord>> byKey = new ConcurrentHashMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final String bootstrapServers;
    private final String name;
    private final Predicate<String> onItsWay;
    private final Thread reader;
    private volatile boolean open = true;

    public Topic(String bootstrapServers, String name) {
        this(bootstrapServers, name, customerId -> false);
    }

    /** @param onItsWay whether something of a customer is still waiting to be sent */
    Topic(String bootstrapServers, String name, Predicate<String> onItsWay) {
        this.onItsWay = onItsWay;
        this.bootstrapServers = bootstrapServers;
        this.name = name;
        this.reader = new Thread(this::read, "topic-reader");
        this.reader.setDaemon(true);
        this.reader.start();
    }

    /** The records of one customer so far, in the order of the topic. */
    public List<CustomerRecord> of(String customerId) {
        return List.copyOf(byKey.getOrDefault(customerId, List.of()));
    }

    public Stream<CustomerRecord> all() {
        return all.stream();
    }

    public List<CustomerRecord> eventually(String customerId, Predicate<List<CustomerRecord>> holds) {
        return eventually(customerId, PATIENCE, holds);
    }

    public List<CustomerRecord> eventually(
            String customerId, Duration patience, Predicate<List<CustomerRecord>> holds) {
        return Awaitility.await("records of " + customerId)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> of(customerId), holds);
    }

    /** Waits until this many records of the customer are there. */
    public List<CustomerRecord> eventually(String customerId, int count) {
        return eventually(customerId, records -> records.size() >= count);
    }

    /**
     * Waits until everything is sent, and a little longer than it takes to come, to be able to say that nothing more came.
     *
     * @return each event once: delivery is at least once, and a test that kills a server may make it twice for whatever
     *     was on its way
     */
    public List<CustomerRecord> settled(String customerId, int count) {
        eventually(customerId, count);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (onItsWay.test(customerId) && System.nanoTime() < end) {
            Pause.of(Duration.ofMillis(20));
        }
        Pause.of(ON_THE_WAY);
        Set<String> seen = new HashSet<>();
        return of(customerId).stream().filter(record -> seen.add(record.id())).toList();
    }

    void failOnViolations() {
        if (!violations.isEmpty()) {
            List<String> seen = List.copyOf(violations);
            violations.clear();
            throw new AssertionError("records that break the contract: " + seen);
        }
    }

    /** Without a group: one that joins anew after a broker's end would read again what it has read. */
    private void read() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                ConsumerConfig.METADATA_MAX_AGE_CONFIG, 1000,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = awaitPartitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (open) {
                consumer.poll(Duration.ofMillis(100)).forEach(this::add);
            }
        }
    }

    /** The topic is there as soon as the pack has made it. */
    private List<TopicPartition> awaitPartitions(KafkaConsumer<String, String> consumer) {
        List<PartitionInfo> found = consumer.partitionsFor(name);
        while (open && (found == null || found.isEmpty())) {
            Pause.of(Duration.ofMillis(50));
            found = consumer.partitionsFor(name);
        }
        return found.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private void add(ConsumerRecord<String, String> kafka) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : kafka.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        JsonNode data = parse(kafka.value());
        contract.breaches(kafka.key(), headers, data)
                .forEach(breach -> violations.add(breach + " at offset " + kafka.offset()));
        CustomerRecord seen = new CustomerRecord(
                kafka.key(), Map.copyOf(headers), data, kafka.partition(), kafka.offset(), Instant.now());
        byKey.computeIfAbsent(kafka.key(), key -> new CopyOnWriteArrayList<>()).add(seen);
        all.add(seen);
    }

    private JsonNode parse(String value) {
        try {
            return json.readTree(value);
        } catch (IOException e) {
            violations.add("value is no JSON: " + e.getMessage());
            return json.nullNode();
        }
    }

    /**
     * What breaks order or identity in a customer's records: gaps, first sights out of turn, one version with two ids. An
     * id that comes back after its end begins at 1 again.
     */
    public static List<String> disorder(List<CustomerRecord> records) {
        List<String> disorder = new ArrayList<>();
        Map<Long, String> ids = new HashMap<>();
        Set<String> seen = new HashSet<>();
        boolean ended = false;
        long last = 0;
        for (CustomerRecord record : records) {
            if (!seen.add(record.id())) {
                continue;
            }
            if (ended && record.type().equals("customer.created")) {
                ids.clear();
                ended = false;
                last = 0;
            }
            if (record.sequence() != last + 1) {
                disorder.add(record.key() + ": version " + record.sequence() + " after " + last);
            }
            if (ids.put(record.sequence(), record.id()) != null) {
                disorder.add(record.key() + ": version " + record.sequence() + " with two ids");
            }
            ended |= record.type().equals("customer.deleted");
            last = Math.max(last, record.sequence());
        }
        return disorder;
    }

    @Override
    public void close() {
        open = false;
        try {
            reader.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
