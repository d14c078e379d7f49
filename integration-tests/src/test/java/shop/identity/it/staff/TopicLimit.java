package shop.identity.it.staff;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import shop.identity.it.ground.Ground;
import shop.identity.stack.Stack;

/** The largest record that the broker takes on the topic; closing brings Kafka's own limit back. */
final class TopicLimit implements AutoCloseable {

    private final ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Stack.TOPIC);
    private final Ground ground;

    TopicLimit(Ground ground, int bytes) {
        this.ground = ground;
        alter(new AlterConfigOp(new ConfigEntry("max.message.bytes", String.valueOf(bytes)), AlterConfigOp.OpType.SET));
    }

    void raise() {
        alter(new AlterConfigOp(new ConfigEntry("max.message.bytes", ""), AlterConfigOp.OpType.DELETE));
    }

    private void alter(AlterConfigOp operation) {
        Map<ConfigResource, Collection<AlterConfigOp>> change = Map.of(topic, List.of(operation));
        try (Admin kafka =
                Admin.create(Map.of("bootstrap.servers", ground.kafka().bootstrapServers()))) {
            kafka.incrementalAlterConfigs(change).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        raise();
    }
}
