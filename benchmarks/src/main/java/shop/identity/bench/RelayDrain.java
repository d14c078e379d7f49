package shop.identity.bench;

/** The pack's own relay, in the Keycloak node that runs anyway. */
final class RelayDrain implements Contender {

    private final Backlog backlog;
    private final TopicEnd topic;

    RelayDrain(Backlog backlog, TopicEnd topic) {
        this.backlog = backlog;
        this.topic = topic;
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Rate drain(int events) {
        long before = topic.count();
        backlog.fill(events);
        Rate rate = topic.await(before, events);
        backlog.clear();
        return rate;
    }
}
