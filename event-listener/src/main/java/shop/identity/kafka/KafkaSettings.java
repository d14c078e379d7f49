package shop.identity.kafka;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.keycloak.Config;

/**
 * Where events go, and with which producer.
 *
 * <p>Every producer property of Kafka is an option: its name with dashes for dots and {@code kafka-} before it, so
 * {@code security.protocol} is {@code kafka-security-protocol}.
 *
 * @param topic       the topic's name
 * @param createTopic whether a missing topic is created, with the broker's defaults
 * @param producer    the producer's properties. May hold secrets: never to be logged.
 */
public record KafkaSettings(String topic, boolean createTopic, Map<String, Object> producer) {

    static final String PREFIX = "kafka-";
    private static final String TOPIC = "kafka-topic";
    private static final String CREATE_TOPIC = "kafka-create-topic";
    private static final Pattern LEGAL_TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** What the guarantees rest on; another value would be a promise broken. */
    private static final Map<String, String> FIXED = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
            // One customer, one partition.
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, "false");

    /** Ours alone. */
    private static final Set<String> RESERVED = Set.of(
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG);

    /**
     * A failed batch goes back to the table and comes again, so the producer need not hold on to it for Kafka's two
     * minutes; and a broker that is away is asked for less often than the 50 ms of Kafka's default. The relay hands over
     * thousands of records at once, which large batches make cheaper for both sides.
     */
    private static final Map<String, String> DEFAULTS = Map.of(
            ProducerConfig.CLIENT_ID_CONFIG, "shop-customer-events",
            ProducerConfig.BATCH_SIZE_CONFIG, "131072",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000",
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000",
            ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, "100",
            ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000");

    /**
     * @throws IllegalArgumentException with one sentence that names the option, without the value of any that may be
     *                                  secret
     */
    public static KafkaSettings from(Config.Scope options) {
        String topic = options.get(TOPIC, "customer-events");
        if (!LEGAL_TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new IllegalArgumentException("option " + TOPIC + ": '" + topic
                    + "' is no topic name; letters, digits, '.', '_' and '-' are allowed, at most 249 of them");
        }
        Map<String, Object> producer = new TreeMap<>(DEFAULTS);
        for (String property : ProducerConfig.configNames()) {
            String value = options.get(optionOf(property));
            if (value != null) {
                // Kafka does the same when it reads a setting.
                String bare = value.strip();
                refuseFixed(property, bare);
                producer.put(property, bare);
            }
        }
        if (!producer.containsKey(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new IllegalArgumentException("option kafka-bootstrap-servers is missing: name the Kafka brokers as"
                    + " host:port[,host:port…], or switch the relay off with relay=false");
        }
        producer.putAll(FIXED);
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        new KafkaSettingsCheck(producer).run();
        return new KafkaSettings(topic, isTopicToBeCreated(options), Map.copyOf(producer));
    }

    /** The producer's properties in the form that Kafka's constructors take. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(producer);
        return properties;
    }

    /** Names only: a value may be a secret whatever its name. */
    @Override
    public String toString() {
        return "topic " + topic + ", producer properties " + producer.keySet();
    }

    public String bootstrapServers() {
        return String.valueOf(producer.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    static String optionOf(String property) {
        return PREFIX + property.replace('.', '-');
    }

    private static boolean isTopicToBeCreated(Config.Scope options) {
        String value = options.get(CREATE_TOPIC, "true");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException(
                    "option " + CREATE_TOPIC + ": '" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }

    /** All options that are read here. */
    public static Set<String> optionNames() {
        Set<String> names = new TreeSet<>(Set.of(TOPIC, CREATE_TOPIC));
        ProducerConfig.configNames().forEach(property -> names.add(optionOf(property)));
        return names;
    }

    private static void refuseFixed(String property, String value) {
        if (RESERVED.contains(property)) {
            throw new IllegalArgumentException("option " + optionOf(property) + " cannot be set");
        }
        String fixed = FIXED.get(property);
        // -1 is Kafka's other word for all.
        boolean same = fixed == null || fixed.equals(value) || fixed.equals("all") && value.equals("-1");
        if (!same) {
            throw new IllegalArgumentException(
                    "option " + optionOf(property) + " must be " + fixed + ", or events could be lost or out of order");
        }
    }
}
