package shop.identity.it.chaos;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** Who can be worked on: registered, and not yet asked to be deleted; and a few who were. */
final class Customers {

    /** Some have more to do than others: their changes meet each other. */
    private static final int BUSY = 8;

    record Customer(String id, String email) {}

    private final List<Customer> present = new CopyOnWriteArrayList<>();
    private final List<Customer> gone = new CopyOnWriteArrayList<>();

    void add(Customer customer) {
        present.add(customer);
    }

    /** Takes one out who is to be deleted. */
    Optional<Customer> takeOne(RandomGenerator random) {
        Optional<Customer> one = any(present, random, 0);
        return one.filter(present::remove).map(taken -> {
            gone.add(taken);
            return taken;
        });
    }

    Optional<Customer> anyone(RandomGenerator random) {
        return random.nextInt(3) == 0 ? any(present, random, present.size() - BUSY) : any(present, random, 0);
    }

    /** Someone who was, or is just being, deleted. */
    Optional<Customer> someoneGone(RandomGenerator random) {
        return any(gone, random, 0);
    }

    private static Optional<Customer> any(List<Customer> customers, RandomGenerator random, int from) {
        Object[] all = customers.toArray();
        int first = Math.max(0, from);
        return first >= all.length ? Optional.empty() : Optional.of((Customer) all[random.nextInt(first, all.length)]);
    }
}
