package shop.identity.queue;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a worker may deliver now: the lanes it leased, the first due entries of each, in order, and their jobs.
 *
 * @param owner the worker, by an id of its own
 */
record Claim<J>(String owner, List<Integer> lanes, List<Ticket> tickets, Map<UUID, J> jobs) {

    boolean isEmpty() {
        return lanes.isEmpty();
    }
}
