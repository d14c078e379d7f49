package shop.identity.erasure.blocking;

import java.util.Set;

/** What a shop may have going on with a customer, who cannot be erased meanwhile. */
enum Business {
    ORDERS("order", "orders", Set.of("DELIVERED", "CANCELLED")),
    PAYMENTS("payment", "payments", Set.of("PAID", "REFUNDED", "FAILED"));

    private final String service;
    private final String path;
    private final Set<String> over;

    /** @param over every other word, also one that nobody has told us yet, is of something that goes on */
    Business(String service, String path, Set<String> over) {
        this.service = service;
        this.path = path;
        this.over = over;
    }

    /** The name of the service that knows of it. */
    String service() {
        return service;
    }

    /** Below the customer's address there. */
    String path() {
        return path;
    }

    boolean isOver(String status) {
        return over.contains(status);
    }
}
