package shop.identity.it.logout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A stand-in for applications that are told of logouts: it answers what the test wants, or not at all. */
final class RelyingParty implements AutoCloseable {

    /** The connection is taken, and nothing is said. */
    static final int SILENCE = 0;

    /** Longer than anybody should wait. */
    private static final int HELD_SECONDS = 60;

    private final List<ToldLogout> told = new CopyOnWriteArrayList<>();
    private final Deque<Integer> next = new ConcurrentLinkedDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile int usual = 200;
    private volatile String silent;

    RelyingParty() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::exchange);
        server.start();
    }

    /** Where the application of this name is told. */
    String address(String application) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + application;
    }

    /** The next answers, and 200 from then on. */
    void answer(int... statuses) {
        next.clear();
        usual = 200;
        silent = null;
        for (int status : statuses) {
            next.add(status);
        }
    }

    void answerAlways(int status) {
        next.clear();
        usual = status;
    }

    /** This one application says nothing from now on. */
    void silence(String application) {
        silent = "/" + application;
    }

    /** What was told of this session, and what was answered, oldest first. */
    List<ToldLogout> of(String sid) {
        return told.stream().filter(each -> each.sid().equals(sid)).toList();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            int status = path.equals(silent) ? SILENCE : Objects.requireNonNullElse(next.poll(), usual);
            told.add(new ToldLogout(path, form, status));
            if (status == SILENCE) {
                closed.await(HELD_SECONDS, TimeUnit.SECONDS);
            } else {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
