package shop.identity.it.ground;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many do something at the same moment. */
public final class Together {

    @FunctionalInterface
    public interface Work<T> {
        T of(int number) throws Exception;
    }

    private Together() {}

    /** @return what came of each, in the order of their numbers */
    public static <T> List<T> run(int many, Work<T> work) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                running.add(threads.submit(() -> {
                    begin.await();
                    return work.of(number);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
