package shop.identity.it.chaos;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import shop.identity.it.chaos.Operation.Outcome;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;

/** Registers by the form, now and then with an address that somebody has. */
final class Newcomer implements Client {

    private final Ground ground;
    private final Ledger ledger;
    private final Customers customers;

    Newcomer(Ground ground, Ledger ledger, Customers customers) {
        this.ground = ground;
        this.ledger = ledger;
        this.customers = customers;
    }

    @Override
    public void act(int node, RandomGenerator random) throws IOException, InterruptedException {
        String email = random.nextInt(10) == 0
                ? customers.anyone(random).map(Customers.Customer::email).orElse(newAddress())
                : newAddress();
        String trace = ledger.newTrace();
        String firstName = ledger.newName();
        Registration.Form form = ground.registrationAt(ground.stack().keycloak().node(node))
                .open()
                .traced(trace);
        Outcome outcome = Outcome.UNKNOWN;
        try {
            outcome = outcomeOf(form.submit(email, Map.of("firstName", firstName)));
        } finally {
            ledger.add(new Operation(trace, Operation.Kind.REGISTRATION, email, firstName, outcome));
        }
        if (outcome == Outcome.DONE) {
            Optional<String> id = ground.customerId(email);
            id.ifPresent(found -> customers.add(new Customers.Customer(found, email)));
        }
    }

    private static String newAddress() {
        return "chaos-" + UUID.randomUUID() + "@example.com";
    }

    /** The form once more, with what is wrong with it, is a refusal; any error page may hide a commit. */
    private static Outcome outcomeOf(Registration.Answer answer) {
        if (answer.isRegistered()) {
            return Outcome.DONE;
        }
        return answer.status() == 200 ? Outcome.REFUSED : Outcome.UNKNOWN;
    }
}
