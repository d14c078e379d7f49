package shop.identity.queue;

/** What the keys of a queue are for. */
public enum KeyOrder {
    /** Jobs of one key are delivered in order: one that fails, or is refused, holds back those behind it. */
    KEPT,
    /**
     * Each job is on its own, and failing ones stand in nobody's way. An entry then tells when it is due from the
     * beginning, so that those due are found by an index, however many wait for another try.
     */
    NONE
}
