package shop.identity.metrics;

import java.util.List;
import shop.identity.queue.Delivery;

/** What a node tells about the jobs of one queue that it delivered, by what they are. */
public interface DeliveredMeters<J> extends AutoCloseable {

    /** @param answers the sink's, in the order of the jobs */
    void answered(List<J> jobs, List<Delivery> answers);

    /** Takes the meters out of the registry. */
    @Override
    void close();

    /** What the queue itself tells is enough. */
    static <J> DeliveredMeters<J> none() {
        return new DeliveredMeters<>() {

            @Override
            public void answered(List<J> jobs, List<Delivery> answers) {}

            @Override
            public void close() {}
        };
    }
}
