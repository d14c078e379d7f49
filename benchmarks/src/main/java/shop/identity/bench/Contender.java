package shop.identity.bench;

/** One way from a backlog in PostgreSQL to the topic, or a limit to hold it against. */
interface Contender extends AutoCloseable {

    String name();

    /**
     * Publishes a backlog of this many events of a kibibyte each that is there at the start.
     *
     * @return how fast, from the first record that the broker holds to the last
     */
    Rate drain(int events);

    @Override
    default void close() {}

    /** How much of a round's backlog it gets: one that takes minutes is known by less. */
    default int partOf(int backlog) {
        return backlog;
    }
}
