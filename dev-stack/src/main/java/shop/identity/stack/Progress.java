package shop.identity.stack;

/** Who is told what the stack is doing. Called from several threads. */
public interface Progress {

    /**
     * A part has begun or become ready.
     *
     * @param what one short sentence
     */
    void step(String what);

    /**
     * A server ended although nobody asked it to.
     *
     * @param sentence one sentence naming the server and its log
     */
    default void died(String sentence) {
        step(sentence);
    }

    /** Tells nobody. */
    static Progress silent() {
        return what -> {};
    }
}
