package shop.identity.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/**
 * Lets Kafka's own client judge the settings at server start, by making a producer of them and throwing it away. No
 * broker is needed for that: whether one answers, or is known by its name yet, is not a question of settings.
 */
final class KafkaSettingsCheck {

    private static final String NAME_NOT_KNOWN_YET = "No resolvable bootstrap urls";

    private final Map<String, Object> producer;

    KafkaSettingsCheck(Map<String, Object> producer) {
        this.producer = producer;
    }

    /** @throws IllegalArgumentException with one sentence that names the option and no secret */
    void run() {
        checkAddresses(String.valueOf(producer.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)));
        try {
            new KafkaProducer<String, String>(producer).close(Duration.ZERO);
        } catch (KafkaException e) {
            String message = rootOf(e).getMessage();
            if (message == null || !message.startsWith(NAME_NOT_KNOWN_YET)) {
                throw new IllegalArgumentException(sentence(String.valueOf(message)), e);
            }
        }
    }

    private static void checkAddresses(String addresses) {
        for (String address : addresses.split(",")) {
            if (Utils.getHost(address.strip()) == null || Utils.getPort(address.strip()) == null) {
                throw new IllegalArgumentException(
                        "option kafka-bootstrap-servers: '" + address.strip() + "' is not host:port");
            }
        }
    }

    /**
     * Kafka names the property, the administrator set an option. Kafka hides the values of secrets itself, but for what
     * its parser of login modules stumbles over.
     */
    private static String sentence(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("jaas") || lower.contains("login module")) {
            return "option kafka-sasl-jaas-config is no valid JAAS configuration, such as"
                    + " org.apache.kafka.common.security.plain.PlainLoginModule required username=… password=…;";
        }
        return "Kafka's client refuses the settings: "
                + Arrays.stream(message.split(" "))
                        .map(KafkaSettingsCheck::optionFor)
                        .collect(Collectors.joining(" "));
    }

    private static String optionFor(String word) {
        String name = word.replaceAll("[:.,]$", "");
        return ProducerConfig.configNames().contains(name)
                ? "kafka-" + name.replace('.', '-') + word.substring(name.length())
                : word;
    }

    private static Throwable rootOf(Throwable e) {
        return e.getCause() == null ? e : rootOf(e.getCause());
    }
}
