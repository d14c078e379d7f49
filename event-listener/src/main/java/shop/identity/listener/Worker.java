package shop.identity.listener;

/** Work that a node does by itself, on threads of its own, while the server runs. */
interface Worker extends AutoCloseable {

    /** The tables are there. */
    void start();

    /** What is under way is finished or left to another node. Also for one that was never started. */
    @Override
    void close();
}
