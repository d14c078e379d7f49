package shop.identity.it.chaos;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The clients' own log: every operation that was sent, with its outcome. */
final class Ledger {

    private final ConcurrentLinkedQueue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final AtomicLong number = new AtomicLong();

    /** A trace context that nobody else has. */
    String newTrace() {
        return "00-%032x-%016x-01".formatted(System.nanoTime(), number.incrementAndGet());
    }

    /** A first name that nobody else has; letters only, as the user profile demands of a person's name. */
    String newName() {
        String digits = Long.toString(number.incrementAndGet());
        return "Erika "
                + digits.chars()
                        .mapToObj(digit -> "" + (char) ('a' + digit - '0'))
                        .reduce("", String::concat);
    }

    void add(Operation operation) {
        operations.add(operation);
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }
}
