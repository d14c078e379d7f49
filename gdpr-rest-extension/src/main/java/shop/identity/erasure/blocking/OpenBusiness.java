package shop.identity.erasure.blocking;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Asks the shop's services at the same time whether something is going on with a customer:
 * {@code GET {service}/customers/{id}/orders} and {@code …/payments}. Only a clear answer of each will do.
 *
 * <p>The answer is true when it is given. Who orders a moment later is not kept from it by us: the order service has the event.
 */
public final class OpenBusiness implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OpenBusiness.class);

    private static final int LONGEST_ANSWER = 256 * 1024;

    /** They read answers, and wait for none. */
    private static final int THREADS = 2;

    private static final int IDLE_SECONDS = 60;

    /** Who would be one more is not asked for: the services have enough to do, and so have we. */
    private static final int AT_ONCE = 32;

    private final BlockingOptions options;
    private final ThreadPoolExecutor threads;
    private final HttpClient client;
    private final Semaphore places = new Semaphore(AT_ONCE);

    public OpenBusiness(BlockingOptions options) {
        this.options = options;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "shop-erasure-check");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(options.deadline())
                .executor(threads)
                .build();
    }

    /**
     * @throws StillOpen     something is going on
     * @throws NoClearAnswer nobody knows; why is in the log
     */
    public void requireNone(String customerId) throws StillOpen, NoClearAnswer {
        if (options.services().isEmpty()) {
            return;
        }
        try {
            List<StillOpen.Item> open = asked(customerId);
            if (!open.isEmpty()) {
                throw new StillOpen(open);
            }
        } catch (NoClearAnswer e) {
            LOG.warnf("An erasure was refused: %s", e.getMessage());
            throw e;
        }
    }

    private List<StillOpen.Item> asked(String customerId) throws NoClearAnswer {
        if (!places.tryAcquire()) {
            throw new NoClearAnswer("too many ask at the same time");
        }
        try {
            return open(customerId);
        } finally {
            places.release();
        }
    }

    private List<StillOpen.Item> open(String customerId) throws NoClearAnswer {
        long deadline = System.nanoTime() + options.deadline().toNanos();
        List<CompletableFuture<HttpResponse<byte[]>>> sent = new ArrayList<>();
        try {
            for (BlockingOptions.Service service : options.services()) {
                sent.add(client.sendAsync(request(service, customerId), head -> new LimitedBody(LONGEST_ANSWER)));
            }
            List<StillOpen.Item> open = new ArrayList<>();
            for (int i = 0; i < sent.size(); i++) {
                Business business = options.services().get(i).business();
                HttpResponse<byte[]> answer = await(business, sent.get(i), deadline - System.nanoTime());
                open.addAll(new ServiceAnswer(business, answer.statusCode(), answer.body()).open());
            }
            return open;
        } finally {
            // Ends connections that nobody waits for any more. The request's own time-out does not: it ends with the
            // answer's head.
            sent.forEach(each -> each.cancel(true));
        }
    }

    private HttpRequest request(BlockingOptions.Service service, String customerId) {
        String id = URLEncoder.encode(customerId, StandardCharsets.UTF_8).replace("+", "%20");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.url() + "/customers/" + id + "/"
                        + service.business().path()))
                .timeout(options.deadline())
                .header("Accept", "application/json");
        if (service.token() != null) {
            request.header("Authorization", "Bearer " + service.token());
        }
        return request.build();
    }

    private static HttpResponse<byte[]> await(
            Business business, CompletableFuture<HttpResponse<byte[]>> sent, long nanos) throws NoClearAnswer {
        try {
            return sent.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new NoClearAnswer("the " + business.service() + " service did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoClearAnswer("the server is stopping");
        } catch (ExecutionException e) {
            throw new NoClearAnswer("the " + business.service() + " service cannot be asked: "
                    + e.getCause().getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
