package shop.identity.queue;

import java.util.ArrayList;
import java.util.List;

/** What a worker has to write down about the entries of one claim. Entries it never got to are not in it. */
final class Settlement {

    record Failure(Ticket ticket, String reason) {}

    private final List<Ticket> done = new ArrayList<>();
    private final List<Failure> retries = new ArrayList<>();
    private final List<Failure> rejected = new ArrayList<>();
    private final List<Failure> postponed = new ArrayList<>();
    private String unavailable;

    /**
     * Takes down a round. Entries of a sink that is away as a whole are left as they are. If it confirmed others in the
     * same round, only a part of it is away (a partition without a leader, say): what is meant for that part is put aside,
     * and again when its time comes, or it would stand in the way of everything behind it.
     */
    void add(List<Ticket> tickets, List<Delivery> deliveries) {
        boolean answered = deliveries.stream().anyMatch(one -> one.outcome() != Delivery.Outcome.UNAVAILABLE);
        for (int i = 0; i < tickets.size(); i++) {
            Failure failure = new Failure(tickets.get(i), deliveries.get(i).reason());
            switch (deliveries.get(i).outcome()) {
                case DELIVERED -> done.add(tickets.get(i));
                case UNFINISHED -> {
                    // The entry stays as it is.
                }
                case RETRY -> retries.add(failure);
                case REJECTED -> rejected.add(failure);
                case UNAVAILABLE -> {
                    if (answered || tickets.get(i).suspect()) {
                        postponed.add(failure);
                    } else {
                        unavailable = failure.reason();
                    }
                }
            }
        }
    }

    /** The job behind the entry was removed on purpose. */
    void drop(Ticket ticket) {
        done.add(ticket);
    }

    List<Ticket> done() {
        return done;
    }

    /** Failed themselves: an attempt is counted. */
    List<Failure> retries() {
        return retries;
    }

    List<Failure> rejected() {
        return rejected;
    }

    /** Did nothing wrong: no attempt is counted. */
    List<Failure> postponed() {
        return postponed;
    }

    boolean isUnavailable() {
        return unavailable != null;
    }

    /** Why the sink took nothing more; null when it took at least something. */
    String unavailableReason() {
        return unavailable;
    }
}
