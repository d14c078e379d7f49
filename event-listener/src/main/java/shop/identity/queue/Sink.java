package shop.identity.queue;

import java.util.List;

/**
 * Where jobs go: Kafka today; anything that can confirm a job can be one.
 *
 * <p>Called without an open database transaction, by as many threads at once as {@link WorkerSettings#threads} says, with
 * different keys. A call carries at most one job per key, so
 * an implementation may send all of them at once. It may be called again with a job that it delivered before (a node
 * died before settling): {@code jobs} must be recognisable to the receiver by their id.
 */
public interface Sink<J> extends AutoCloseable {

    /**
     * Delivers the jobs and waits until each is confirmed or given up.
     *
     * @return one delivery per job, in the order of the jobs
     */
    List<Delivery> deliver(List<J> jobs);

    /** Called once, when the worker stops. */
    @Override
    default void close() {}
}
