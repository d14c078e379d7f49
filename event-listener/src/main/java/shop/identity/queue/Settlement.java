package shop.identity.queue;

import java.util.ArrayList;
import java.util.List;

/** What a worker has to write down about the entries of one claim. Entries it never got to are not in it. */
final class Settlement {

    record Failure(Ticket ticket, String reason) {}

    private final List<Ticket> done = new ArrayList<>();
    private final List<Failure> retries = new ArrayList<>();
    private final List<Failure> rejected = new ArrayList<>();
    private String unavailable;

    void add(Ticket ticket, Delivery delivery) {
        switch (delivery.outcome()) {
            case DELIVERED -> done.add(ticket);
            case RETRY -> retries.add(new Failure(ticket, delivery.reason()));
            case REJECTED -> rejected.add(new Failure(ticket, delivery.reason()));
            case UNAVAILABLE -> unavailable = delivery.reason();
        }
    }

    List<Ticket> done() {
        return done;
    }

    List<Failure> retries() {
        return retries;
    }

    List<Failure> rejected() {
        return rejected;
    }

    boolean isUnavailable() {
        return unavailable != null;
    }

    /** Why the sink took nothing more; null when it took all it was given. */
    String unavailableReason() {
        return unavailable;
    }
}
