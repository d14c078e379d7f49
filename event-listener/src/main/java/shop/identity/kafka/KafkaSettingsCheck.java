package shop.identity.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.utils.Utils;

/**
 * Lets Kafka's own client judge the settings at server start, by making a producer of them and throwing it away. No
 * broker is needed for that: whether one answers, or is known by its name yet, is not a question of settings.
 */
final class KafkaSettingsCheck {

    static final String NAME_NOT_KNOWN = "No resolvable bootstrap urls";

    /** A producer of these logs in somewhere as soon as it is made, perhaps at the very server that is starting. */
    private static final Set<String> LOG_IN_ELSEWHERE = Set.of("GSSAPI", "OAUTHBEARER");

    private final Map<String, Object> producer;

    KafkaSettingsCheck(Map<String, Object> producer) {
        this.producer = producer;
    }

    /** @throws IllegalArgumentException with one sentence that names the option and no secret */
    void run() {
        checkAddresses(String.valueOf(producer.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)));
        try {
            ProducerConfig config = new ProducerConfig(producer);
            if (!logsInElsewhere(config)) {
                new KafkaProducer<String, String>(producer).close(Duration.ZERO);
            }
        } catch (ConfigException e) {
            if (!e.getMessage().startsWith(NAME_NOT_KNOWN)) {
                throw new IllegalArgumentException(sentence(e.getMessage()), e);
            }
        } catch (KafkaException e) {
            // "Failed to construct kafka producer" says nothing; what is below it does.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!String.valueOf(cause.getMessage()).startsWith(NAME_NOT_KNOWN)) {
                throw new IllegalArgumentException(sentence(String.valueOf(cause.getMessage())), e);
            }
        }
    }

    private static boolean logsInElsewhere(ProducerConfig config) {
        return config.getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG).startsWith("SASL")
                && LOG_IN_ELSEWHERE.contains(config.getString(SaslConfigs.SASL_MECHANISM));
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
        String told = Arrays.stream(message.split(" "))
                .map(KafkaSettingsCheck::optionFor)
                .collect(Collectors.joining(" "));
        String where = told.contains(KafkaSettings.PREFIX) ? "" : " (see the options kafka-ssl-… and kafka-sasl-…)";
        return "Kafka's client refuses the settings: " + told + where;
    }

    private static String optionFor(String word) {
        String name = word.replaceAll("[:.,]$", "");
        return ProducerConfig.configNames().contains(name)
                ? KafkaSettings.PREFIX + name.replace('.', '-') + word.substring(name.length())
                : word;
    }
}
