package shop.identity.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
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
        } catch (KafkaException e) {
            List<Throwable> causes = causesOf(e);
            if (causes.stream().noneMatch(cause -> messageOf(cause).startsWith(NAME_NOT_KNOWN))) {
                throw new IllegalArgumentException(sentence(causes), e);
            }
        }
    }

    private static List<Throwable> causesOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    }

    private static String messageOf(Throwable failure) {
        return String.valueOf(failure.getMessage());
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
     * its parser of login modules stumbles over. Of Kafka's own messages the innermost is the one that says something.
     */
    private static String sentence(List<Throwable> causes) {
        String all = causes.stream()
                .map(KafkaSettingsCheck::messageOf)
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
        if (all.contains("jaas") || all.contains("login module")) {
            return "option kafka-sasl-jaas-config is no valid JAAS configuration, such as"
                    + " org.apache.kafka.common.security.plain.PlainLoginModule required username=… password=…;";
        }
        String message = causes.stream()
                .filter(KafkaException.class::isInstance)
                .map(KafkaSettingsCheck::messageOf)
                .reduce((outer, inner) -> inner)
                .orElseThrow();
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
