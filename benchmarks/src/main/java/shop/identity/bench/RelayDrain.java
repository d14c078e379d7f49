package shop.identity.bench;

/**
 * The pack's own relay, in the Keycloak node that runs anyway. The clock starts when the backlog is let loose and the relay
 * is woken by a commit, so the time to notice and the first claim are in it.
 */
final class RelayDrain implements Contender {

    private final Backlog backlog;
    private final TopicEnd topic;
    private final Customers customers;

    RelayDrain(Backlog backlog, TopicEnd topic, Customers customers) {
        this.backlog = backlog;
        this.topic = topic;
        this.customers = customers;
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Rate drain(int events) {
        long before = topic.count();
        backlog.fill(events);
        long start = System.nanoTime();
        backlog.release();
        customers.change(0);
        Rate rate = topic.since(start, before, events + 1);
        backlog.clear();
        return rate;
    }
}
