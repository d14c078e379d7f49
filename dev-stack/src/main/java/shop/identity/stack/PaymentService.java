package shop.identity.stack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stand-in for the shop's payment service.
 *
 * <ul>
 *   <li>{@code GET}, {@code PUT /customers/{id}/payments}: <code>[{"id": "p-1", "status": "OPEN"}]</code>, empty for a
 *       customer it does not know. Status is one of {@code OPEN}, {@code PAID}, {@code REFUNDED}, {@code FAILED}.
 *   <li>{@code GET}, {@code PUT /customers/{id}/methods}: <code>[{"id": "m-1", "type": "card", "label": "Visa"}]</code>.
 *   <li>{@code DELETE /customers/{id}/methods}: removes the stored methods and answers
 *       <code>{"customerId": "…", "removed": 1, "execution": 1}</code>. With the header {@code Idempotency-Key} the same
 *       key again does nothing and gives the first answer.
 *   <li>{@code /faults} and {@code /requests}: faults on demand and what was received, see {@link Fault} and
 *       {@link ReceivedRequest}.
 * </ul>
 *
 * <p>What cannot be accepted is answered 400 as {@code application/problem+json} with the field in {@code errors[]}.
 */
public final class PaymentService implements AutoCloseable {

    private final Map<String, List<Payment>> payments = new ConcurrentHashMap<>();
    private final Map<String, List<PaymentMethod>> methods = new ConcurrentHashMap<>();
    private final Map<String, Integer> executions = new ConcurrentHashMap<>();
    private final StandIn standIn;

    PaymentService(int port) {
        HttpRoutes business = new HttpRoutes()
                .on("GET", "/customers/{id}/payments", call -> Answer.json(payments(call.variable("id"))))
                .on("PUT", "/customers/{id}/payments", call -> {
                    setPayments(call.variable("id"), List.of(call.body(Payment[].class)));
                    return Answer.nothing();
                })
                .on("GET", "/customers/{id}/methods", call -> Answer.json(methods(call.variable("id"))))
                .on("PUT", "/customers/{id}/methods", call -> {
                    setMethods(call.variable("id"), List.of(call.body(PaymentMethod[].class)));
                    return Answer.nothing();
                })
                .on(
                        "DELETE",
                        "/customers/{id}/methods",
                        call -> call.header("Idempotency-Key")
                                .map(key -> standIn().once(call, key, this::removeMethods))
                                .orElseGet(() -> removeMethods(call)));
        this.standIn = new StandIn(port, business, new HttpRoutes());
    }

    /** Address without a slash at the end. */
    public String url() {
        return standIn.url();
    }

    public List<Payment> payments(String customerId) {
        return payments.getOrDefault(customerId, List.of());
    }

    public void setPayments(String customerId, List<Payment> next) {
        payments.put(customerId, List.copyOf(next));
    }

    public List<PaymentMethod> methods(String customerId) {
        return methods.getOrDefault(customerId, List.of());
    }

    public void setMethods(String customerId, List<PaymentMethod> next) {
        methods.put(customerId, List.copyOf(next));
    }

    /** How often the customer's methods were really removed; a repeat with the same key does not count. */
    public int executions(String customerId) {
        return executions.getOrDefault(customerId, 0);
    }

    /** Misbehave from now on; null: behave. */
    public void setFault(Fault fault) {
        standIn.setFault(fault);
    }

    public List<ReceivedRequest> requests() {
        return standIn.requests();
    }

    /** Forgets data, executions, faults and requests; keys stay used. */
    public void clear() {
        payments.clear();
        methods.clear();
        executions.clear();
        standIn.setFault(null);
        standIn.forgetRequests();
    }

    void start() {
        standIn.start();
    }

    @Override
    public void close() {
        standIn.close();
    }

    private StandIn standIn() {
        return standIn;
    }

    private Answer removeMethods(Call call) {
        String customerId = call.variable("id");
        List<PaymentMethod> removed = methods.remove(customerId);
        int execution = executions.merge(customerId, 1, Integer::sum);
        return Answer.json(Map.of(
                "customerId", customerId, "removed", removed == null ? 0 : removed.size(), "execution", execution));
    }
}
