package shop.identity.bench.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import shop.identity.bench.Rate;

/** Who log in: in turns, so that no two log in to one account at the same time, and each time from a network of their own. */
final class Customers {

    static final String PASSWORD = "correct-horse-battery";

    private final int count;
    private final AtomicInteger networks = new AtomicInteger();

    Customers(int count) {
        this.count = count;
    }

    static String email(int number) {
        return "customer-" + number + "@example.com";
    }

    /** Each client logs in one customer after the other. */
    Rate logIn(Way way, String realmUrl, int logins, int clients) {
        AtomicInteger turn = new AtomicInteger();
        List<LoginClient> all =
                Stream.generate(() -> way.client(realmUrl)).limit(clients).toList();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (LoginClient client : all) {
                running.add(threads.submit(() -> {
                    int mine;
                    while ((mine = turn.getAndIncrement()) < logins) {
                        client.logIn(email(mine % count), PASSWORD, network());
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            return new Rate(logins, Duration.ofNanos(System.nanoTime() - start));
        } catch (ExecutionException e) {
            throw new IllegalStateException("A login failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between logins", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** One after the other of those that Keycloak takes for its own network: it asks for no TLS there. */
    private String network() {
        int number = networks.getAndIncrement();
        return "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
