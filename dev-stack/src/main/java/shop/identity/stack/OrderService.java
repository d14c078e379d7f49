package shop.identity.stack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stand-in for the shop's order service. Its port also serves the demo storefront at {@code /}.
 *
 * <ul>
 *   <li>{@code GET /customers/{id}/orders}: <code>[{"id": "o-1", "status": "OPEN", "recipient": "Ada"}]</code>, empty
 *       for a customer it does not know. Status is one of {@code OPEN}, {@code SHIPPED}, {@code DELIVERED},
 *       {@code CANCELLED}.
 *   <li>{@code PUT /customers/{id}/orders} sets that list: 204.
 *   <li>{@code POST /customers/{id}/anonymise} with the header {@code Idempotency-Key}: takes the recipient from the
 *       customer's orders and answers <code>{"customerId": "…", "orders": 2, "execution": 1}</code>. The same key again
 *       does nothing and gives the first answer.
 *   <li>{@code GET /customers/{id}/anonymise}: <code>{"executions": 1}</code>.
 *   <li>{@code /faults} and {@code /requests}: faults on demand and what was received, see {@link Fault} and
 *       {@link ReceivedRequest}.
 * </ul>
 *
 * <p>What cannot be accepted is answered 400 as {@code application/problem+json} with the field in {@code errors[]}.
 */
public final class OrderService implements AutoCloseable {

    private final Map<String, List<Order>> orders = new ConcurrentHashMap<>();
    private final Map<String, Integer> executions = new ConcurrentHashMap<>();
    private final StandIn standIn;

    OrderService(int port, String keycloakUrl) {
        HttpRoutes business = new HttpRoutes()
                .on("GET", "/customers/{id}/orders", call -> Answer.json(orders(call.variable("id"))))
                .on("PUT", "/customers/{id}/orders", call -> {
                    setOrders(call.variable("id"), List.of(call.body(Order[].class)));
                    return Answer.nothing();
                })
                .on("POST", "/customers/{id}/anonymise", this::anonymise)
                .on(
                        "GET",
                        "/customers/{id}/anonymise",
                        call -> Answer.json(Map.of("executions", executions(call.variable("id")))));
        this.standIn = new StandIn(port, business, Storefront.pages(keycloakUrl));
    }

    /** Address without a slash at the end; also the storefront's. */
    public String url() {
        return standIn.url();
    }

    public List<Order> orders(String customerId) {
        return orders.getOrDefault(customerId, List.of());
    }

    public void setOrders(String customerId, List<Order> next) {
        orders.put(customerId, List.copyOf(next));
    }

    /** How often the customer was really anonymised; a repeat with the same key does not count. */
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
        orders.clear();
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

    private Answer anonymise(Call call) {
        String key = call.header("Idempotency-Key")
                .orElseThrow(() -> Refusal.badField("Idempotency-Key", "This header must be given."));
        return standIn.once(call, key, first -> {
            String customerId = first.variable("id");
            List<Order> left = orders.computeIfPresent(
                    customerId,
                    (id, found) -> found.stream().map(Order::anonymised).toList());
            int execution = executions.merge(customerId, 1, Integer::sum);
            return Answer.json(
                    Map.of("customerId", customerId, "orders", left == null ? 0 : left.size(), "execution", execution));
        });
    }
}
