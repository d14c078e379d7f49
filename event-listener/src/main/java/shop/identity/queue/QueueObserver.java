package shop.identity.queue;

import java.util.List;

/** Is told by a worker, on the worker's thread, how its deliveries go. Must be quick and must not throw. */
public interface QueueObserver<J> {

    /**
     * The sink has answered.
     *
     * @param jobs       what it was given
     * @param deliveries its answers, in the order of the jobs
     */
    default void answered(List<J> jobs, List<Delivery> deliveries) {}

    /** @param away whether the sink, or a part of it, took nothing when the worker last had something for it */
    default void sinkAway(boolean away) {}
}
