package shop.identity.stack;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A stand-in for a text message gateway: takes any message for anybody and delivers none.
 *
 * <p>{@code POST /sms} with <code>{"to": "+49…", "text": "…", "id": "…"}</code>, a bearer token and an {@code
 * Idempotency-Key}: a key that it knows is taken once. {@code GET /sms} for people, {@code GET /api/sms} the messages as
 * JSON, newest first (see {@link CaughtSms}), {@code DELETE /api/sms} forgets them. {@code PUT /sms/faults}, {@code DELETE
 * /sms/faults}: see {@link SmsFault}.
 */
public final class SmsCatcher {

    /** What the gateway knows its customers by. */
    static final String TOKEN = "development";

    private static final int KEPT = 10_000;

    private record Message(String to, String text, String id) {

        Message {
            InvalidValue.requireText("to", to);
            InvalidValue.requireText("text", text);
            InvalidValue.requireText("id", id);
        }
    }

    private final AtomicReference<SmsFault> fault = new AtomicReference<>();
    private final Deque<CaughtSms> messages = new ArrayDeque<>();
    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();

    void addTo(HttpRoutes routes) {
        routes.on("POST", "/sms", this::take)
                .on("GET", "/sms", call -> Answer.html(new SmsPage().list(messages())))
                .on("GET", "/api/sms", call -> Answer.json(messages()))
                .on("DELETE", "/api/sms", call -> {
                    clear();
                    return Answer.nothing();
                })
                .on(
                        "GET",
                        "/sms/faults",
                        call -> Answer.json(Optional.ofNullable(fault.get())
                                .<Object>map(set -> set)
                                .orElse(Map.of())))
                .on("PUT", "/sms/faults", call -> {
                    setFault(call.body(SmsFault.class));
                    return Answer.nothing();
                })
                .on("DELETE", "/sms/faults", call -> {
                    setFault(null);
                    return Answer.nothing();
                });
    }

    /** Misbehave from now on; null: behave. */
    public void setFault(SmsFault next) {
        fault.set(next);
    }

    /** All messages, newest first. */
    public List<CaughtSms> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    /** The messages to one number, newest first. */
    public List<CaughtSms> messagesTo(String number) {
        return messages().stream()
                .filter(message -> message.to().equals(number))
                .toList();
    }

    /** What was posted, whatever became of it, oldest first. */
    public List<ReceivedRequest> requests() {
        synchronized (messages) {
            return List.copyOf(requests);
        }
    }

    void clear() {
        synchronized (messages) {
            messages.clear();
            requests.clear();
            known.clear();
        }
    }

    private Answer take(Call call) {
        if (!call.header("Authorization").filter(("Bearer " + TOKEN)::equals).isPresent()) {
            return Answer.of(401, "text/plain", "a bearer token is needed");
        }
        Message message = call.body(Message.class);
        SmsFault hit = fault.getAndUpdate(now -> now == null ? null : now.afterHit());
        if (hit == null || hit.isTaken()) {
            keep(message, call.header("Idempotency-Key").orElse(message.id()));
        }
        Answer answer = hit == null || hit.status() == null
                ? Answer.of(202, "application/json", "{}")
                : Answer.of(hit.status(), "text/plain", "asked for with PUT /sms/faults");
        note(call, answer);
        if (hit != null && hit.delayMillis() != null) {
            Pause.millis(hit.delayMillis());
        }
        return answer;
    }

    private void keep(Message message, String key) {
        synchronized (messages) {
            if (!known.add(key)) {
                return;
            }
            if (messages.size() == KEPT) {
                messages.removeLast();
            }
            messages.addFirst(new CaughtSms(message.id(), Instant.now().toString(), message.to(), message.text()));
        }
    }

    private void note(Call call, Answer answer) {
        synchronized (messages) {
            if (requests.size() == KEPT) {
                requests.removeFirst();
            }
            requests.addLast(new ReceivedRequest(
                    Instant.now().toString(),
                    call.method(),
                    call.path(),
                    call.header("Idempotency-Key").orElse(null),
                    call.body(),
                    answer.status()));
        }
    }
}
