package shop.identity.kafka;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topic once, with the broker's defaults, if it is missing and the broker lets us. */
final class KafkaTopic {

    private static final Logger LOG = Logger.getLogger(KafkaTopic.class);

    private static final int LEAST_PATIENCE_MILLIS = 10_000;

    private final KafkaSettings settings;
    private boolean ensured;

    KafkaTopic(KafkaSettings settings) {
        this.settings = settings;
        this.ensured = !settings.createTopic();
    }

    /**
     * @throws KafkaException when it is not there and cannot be made now: no broker answers, too few of them for its
     *                        replicas, a name that Kafka's metrics cannot tell from another topic's
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
            if (!isForOthersToMake(e.getCause())) {
                throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        ensured = true;
    }

    /** It is there, or whoever makes topics here does not let us: then it may well be there. */
    private static boolean isForOthersToMake(Throwable cause) {
        return cause instanceof TopicExistsException || cause instanceof AuthorizationException;
    }

    private Properties adminProperties() {
        Properties properties = new Properties();
        for (String name : AdminClientConfig.configNames()) {
            Object value = settings.producer().get(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience());
        return properties;
    }

    /** Kafka takes no time-out for a call that is shorter than the one for a request. */
    private String patience() {
        Object request = settings.producer().get(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG);
        return String.valueOf(Math.max(LEAST_PATIENCE_MILLIS, Integer.parseInt(String.valueOf(request))));
    }
}
