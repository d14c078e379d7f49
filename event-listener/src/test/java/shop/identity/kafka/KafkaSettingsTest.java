package shop.identity.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keycloak.Config;

@Tag("EV-7")
class KafkaSettingsTest {

    private static final String SCOPE = "keycloak.listener.";

    private static final Map<String, String> OPTIONS = Map.of(
            SCOPE + "kafka-bootstrap-servers", "127.0.0.1:9092 ",
            SCOPE + "kafka-acks", " all",
            SCOPE + "kafka-request-timeout-ms", "7000 ");

    @AfterEach
    void clear() {
        OPTIONS.keySet().forEach(System::clearProperty);
    }

    /** A line of {@code keycloak.conf} keeps the blank at its end. Kafka would not mind, who reads a number here would. */
    @Test
    void blanksAroundAValueAreNoPartOfIt() {
        OPTIONS.forEach(System::setProperty);

        KafkaSettings settings = KafkaSettings.from(new Config.SystemPropertiesConfigProvider().scope("listener"));

        assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(settings.producer()).containsEntry("acks", "all").containsEntry("request.timeout.ms", "7000");
    }
}
