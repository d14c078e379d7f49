package shop.identity.kafka;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import shop.identity.queue.Delivery;

/** Whose fault it is when Kafka does not confirm a record: the record's, or everybody's. */
final class KafkaFailures {

    private final KafkaSettings settings;

    KafkaFailures(KafkaSettings settings) {
        this.settings = settings;
    }

    Delivery classify(Throwable failure) {
        if (isRecordsOwn(failure)) {
            return Delivery.rejected(describe(failure));
        }
        return Delivery.unavailable(explain(failure));
    }

    /** The same record would fail again, and others would not. */
    private static boolean isRecordsOwn(Throwable failure) {
        return failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof InvalidRecordException
                || failure instanceof PolicyViolationException
                || failure instanceof SerializationException;
    }

    /** One sentence for the log: what to look at. Kafka's messages carry no settings and no payload. */
    private String explain(Throwable failure) {
        if (failure instanceof ConfigException && describe(failure).contains(KafkaSettingsCheck.NAME_NOT_KNOWN)) {
            return "no broker is known by the names in " + settings.bootstrapServers();
        }
        if (failure instanceof AuthenticationException) {
            return "the broker at " + settings.bootstrapServers() + " refuses the credentials of the kafka-sasl or"
                    + " kafka-ssl options (" + failure.getClass().getSimpleName() + ")";
        }
        if (failure instanceof AuthorizationException) {
            return "the producer may not write to topic " + settings.topic() + " (" + describe(failure) + ")";
        }
        if (failure instanceof InvalidTopicException) {
            return "the broker refuses topic " + settings.topic() + " (" + describe(failure) + ")";
        }
        if (failure instanceof RetriableException) {
            return "no confirmation from the broker at " + settings.bootstrapServers() + " for topic "
                    + settings.topic();
        }
        return describe(failure);
    }

    static String describe(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ": " + message;
    }
}
