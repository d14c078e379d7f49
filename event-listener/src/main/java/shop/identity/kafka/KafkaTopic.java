package shop.identity.kafka;

import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Creates the topic once, with the broker's defaults, if it is missing and the broker lets us, and says so if its
 * settings do not go with ours.
 */
final class KafkaTopic {

    private static final Logger LOG = Logger.getLogger(KafkaTopic.class);

    private static final int LEAST_PATIENCE_MILLIS = 10_000;

    private final KafkaSettings settings;
    private final boolean tombstones;
    private boolean ensured;

    KafkaTopic(KafkaSettings settings, boolean tombstones) {
        this.settings = settings;
        this.tombstones = tombstones;
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
            if (settings.createTopic()) {
                create(admin);
            }
            warnOfCompaction(admin);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        ensured = true;
    }

    private void create(Admin admin) throws InterruptedException {
        try {
            admin.createTopics(List.of(new NewTopic(settings.topic(), Optional.empty(), Optional.empty())))
                    .all()
                    .get();
            LOG.infof("Created Kafka topic %s with the broker's defaults", settings.topic());
        } catch (ExecutionException e) {
            if (!isForOthersToMake(e.getCause())) {
                throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
            }
        }
    }

    /** Once, and only if the broker tells: nothing depends on it. */
    private void warnOfCompaction(Admin admin) throws InterruptedException {
        if (tombstones) {
            return;
        }
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
        try {
            Config config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
            if (config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                LOG.warnf(
                        "Kafka topic %s is compacted and keeps the last record of a deleted customer for good, unless"
                                + " option tombstones is true",
                        settings.topic());
            }
        } catch (ExecutionException e) {
            LOG.debugf(e.getCause(), "settings of topic %s not known", settings.topic());
        }
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
