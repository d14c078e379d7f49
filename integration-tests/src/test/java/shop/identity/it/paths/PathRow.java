package shop.identity.it.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import shop.identity.it.ground.CustomerRecord;
import shop.identity.it.ground.Topic;

/** The row of the matrix that a test walks. */
final class PathRow {

    private final PathTable.Row row;
    private final Topic topic;
    private boolean held;

    PathRow(PathTable.Row row, Topic topic) {
        this.row = row;
        this.topic = topic;
    }

    /** The path tells of this customer what the row says, in order, and nothing else. */
    List<CustomerRecord> tells(String customerId) {
        return tellsSince(0, customerId);
    }

    /**
     * As {@link #tells}, of a customer of whom something was told before.
     *
     * @param known how many events
     * @return the path's own records
     */
    List<CustomerRecord> tellsSince(int known, String customerId) {
        held = true;
        List<CustomerRecord> all = topic.settled(customerId, known + row.told().size());
        assertThat(Topic.disorder(all)).isEmpty();
        List<CustomerRecord> records = all.subList(known, all.size());
        assertThat(records).extracting(CustomerRecord::told).isEqualTo(row.told());
        return records;
    }

    boolean wasHeldAgainstSomething() {
        return held;
    }
}
