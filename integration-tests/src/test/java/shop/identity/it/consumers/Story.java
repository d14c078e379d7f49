package shop.identity.it.consumers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Ground;
import shop.identity.queue.QueueTable;

/** What consumers may meet on the topic, and rarely do: made with the real relay. */
final class Story {

    private final Ground ground;
    private final AdminApi admin;

    Story(Ground ground, AdminApi admin) {
        this.ground = ground;
        this.admin = admin;
    }

    /** Two events, both delivered again, the first one late. */
    String repeated() {
        String id = admin.create(someone());
        admin.rename(id, "Anna");
        List<CustomerRecord> records = ground.topic().eventually(id, 2);
        again(id, records.get(0).id(), 3);
        again(id, records.get(1).id(), 4);
        return id;
    }

    /** The third of four was a dead letter, say, and staff discarded it. */
    String withGap() {
        String id = admin.create(someone());
        ground.topic().eventually(id, 1);
        try {
            // The second is on its way and keeps the others in the queue.
            ground.kafka().pause();
            admin.rename(id, "Anna");
            admin.rename(id, "Berta");
            admin.rename(id, "Carla");
            ground.execute("DELETE FROM SHOP_QUEUE q USING SHOP_OUTBOX o WHERE q.JOB_ID = o.ID AND o.AGGREGATEID = '"
                    + id + "' AND o.SEQUENCE LIKE '%3'");
        } finally {
            ground.kafka().resume();
        }
        ground.topic().eventually(id, seen -> seen.stream().anyMatch(last -> last.sequence() == 4));
        return id;
    }

    /** Comes, goes, comes back with the same id and stays; records of the first life come late. */
    String returned() {
        UserRepresentation user = someone();
        user.setId(UUID.randomUUID().toString());
        String id = user.getId();
        admin.importUsers(List.of(user), "FAIL").close();
        admin.customer(id).remove();
        List<CustomerRecord> formerLife = ground.topic().eventually(id, 2);
        again(id, formerLife.get(0).id(), 3);
        admin.importUsers(List.of(user), "FAIL").close();
        ground.topic().eventually(id, 4);
        again(id, formerLife.get(1).id(), 5);
        admin.rename(id, "Anna");
        ground.topic().eventually(id, 6);
        return id;
    }

    private static UserRepresentation someone() {
        return AdminApi.person("story-" + UUID.randomUUID() + "@example.com");
    }

    /** As after a node that died before it could write down what it had delivered. */
    private void again(String customer, String event, int records) {
        try (Connection connection = ground.postgres().connect()) {
            new QueueTable("kafka")
                    .enqueue(connection, List.of(new QueueTable.Entry("realm", customer, UUID.fromString(event))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        ground.topic().eventually(customer, records);
    }
}
