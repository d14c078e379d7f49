package shop.identity.stack;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What every stand-in for a remote service can do besides its business:
 *
 * <ul>
 *   <li>{@code GET /requests}: what it was sent under {@code /customers}, oldest first (the last 10,000);
 *       {@code DELETE /requests} forgets them.
 *   <li>{@code GET /faults}, {@code PUT /faults} with <code>{"status": 503, "delayMillis": 3000, "times": 2,
 *       "body": "no JSON", "stallMillis": 3000}</code>, every part optional, {@code DELETE /faults}: see {@link Fault}. They hit what is under {@code /customers}.
 *   <li>A request that changes something once per {@code Idempotency-Key}: see {@link #once}.
 * </ul>
 */
final class StandIn implements AutoCloseable {

    private static final int KEPT_REQUESTS = 10_000;

    private final HttpEndpoint endpoint;
    private final HttpRoutes business;
    private final HttpRoutes control = new HttpRoutes();
    private final AtomicReference<Fault> fault = new AtomicReference<>();
    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
    private final Map<String, Answer> firstAnswers = new ConcurrentHashMap<>();

    /**
     * @param business what is under {@code /customers}
     * @param pages what else there is, free of faults
     */
    StandIn(int port, HttpRoutes business, HttpRoutes pages) {
        this.endpoint = new HttpEndpoint(port, call -> answer(call, pages));
        this.business = business;
        control.on("GET", "/requests", call -> Answer.json(requests()))
                .on("DELETE", "/requests", call -> {
                    forgetRequests();
                    return Answer.nothing();
                })
                .on(
                        "GET",
                        "/faults",
                        call -> Answer.json(Optional.ofNullable(fault.get())
                                .<Object>map(set -> set)
                                .orElse(Map.of())))
                .on("PUT", "/faults", call -> {
                    setFault(call.body(Fault.class));
                    return Answer.nothing();
                })
                .on("DELETE", "/faults", call -> {
                    setFault(null);
                    return Answer.nothing();
                });
    }

    String url() {
        return endpoint.url();
    }

    void start() {
        endpoint.start();
    }

    @Override
    public void close() {
        endpoint.close();
    }

    /** From now on; null: none. */
    void setFault(Fault next) {
        fault.set(next);
    }

    List<ReceivedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    void forgetRequests() {
        synchronized (requests) {
            requests.clear();
        }
    }

    /** Acts for the first request with this key and path; every other one gets the first one's answer. */
    Answer once(Call call, String key, HttpRoutes.Handler action) {
        return firstAnswers.computeIfAbsent(
                call.method() + " " + call.path() + " " + key, first -> action.answer(call));
    }

    private Answer answer(Call call, HttpRoutes pages) {
        if (!call.path().startsWith("/customers/")) {
            boolean controls = call.path().equals("/requests") || call.path().equals("/faults");
            return (controls ? control : pages).answer(call);
        }
        String received = Instant.now().toString();
        Answer answer;
        try {
            answer = misbehaving(call);
        } catch (Refusal refusal) {
            answer = refusal.answer();
        }
        keep(new ReceivedRequest(
                received,
                call.method(),
                call.path(),
                call.header("Idempotency-Key").orElse(null),
                call.body().isEmpty() ? null : call.body(),
                answer.status()));
        return answer;
    }

    private Answer misbehaving(Call call) {
        Fault hit = fault.getAndUpdate(now -> now == null ? null : now.afterHit());
        if (hit == null) {
            return business.answer(call);
        }
        if (hit.delayMillis() != null) {
            Pause.millis(hit.delayMillis());
        }
        if (hit.status() != null) {
            throw Refusal.fault(hit.status());
        }
        Answer answer = hit.body() == null ? business.answer(call) : Answer.of(200, "application/json", hit.body());
        return hit.stallMillis() == null ? answer : answer.stalling(hit.stallMillis());
    }

    private void keep(ReceivedRequest request) {
        synchronized (requests) {
            if (requests.size() == KEPT_REQUESTS) {
                requests.removeFirst();
            }
            requests.addLast(request);
        }
    }
}
