package shop.identity.kafka;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topic once, with the broker's defaults, if it is missing and the broker lets us. */
final class KafkaTopic {

    private static final Logger LOG = Logger.getLogger(KafkaTopic.class);

    private final KafkaSettings settings;
    private boolean ensured;

    KafkaTopic(KafkaSettings settings) {
        this.settings = settings;
        this.ensured = !settings.createTopic();
    }

    /**
     * @throws InvalidTopicException when the name is taken by a topic that Kafka's metrics cannot tell from this one
     * @throws KafkaException        when no broker answers
     */
    void ensure() {
        if (ensured) {
            return;
        }
        try (Admin admin = Admin.create(adminProperties())) {
            admin.createTopics(List.of(new NewTopic(settings.topic(), Optional.empty(), Optional.empty())))
                    .all()
                    .get();
            LOG.infof("Created Kafka topic %s with the broker's defaults", settings.topic());
        } catch (ExecutionException e) {
            if (isAnOutage(e.getCause())) {
                throw (KafkaException) e.getCause();
            }
            if (!(e.getCause() instanceof TopicExistsException)) {
                // Topics are often made by somebody else, who does not let us: then it may well be there.
                LOG.debugf("Kafka topic %s not created: %s", settings.topic(), e.getCause());
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        ensured = true;
    }

    private static boolean isAnOutage(Throwable cause) {
        return cause instanceof InvalidTopicException
                || cause instanceof org.apache.kafka.common.errors.RetriableException;
    }

    private Properties adminProperties() {
        Properties properties = new Properties();
        for (String name : AdminClientConfig.configNames()) {
            Object value = settings.producer().get(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        return properties;
    }
}
