package shop.identity.it.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import shop.identity.it.chaos.Customers.Customer;
import shop.identity.it.chaos.Operation.Kind;
import shop.identity.it.chaos.Operation.Outcome;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.stack.KeycloakNode;
import shop.identity.stack.Stack;

/** Renames and deletes customers by the admin REST interface, some of them although they are gone already. */
final class Staff implements Client, AutoCloseable {

    /** Keycloak turns a failed commit into a 400 here and a 500 there: neither says that nothing happened. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 404, 409);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final List<KeycloakNode> nodes;
    private final Map<KeycloakNode, AdminApi> tokens;
    private final Ledger ledger;
    private final Customers customers;

    Staff(Ground ground, Ledger ledger, Customers customers) {
        this.nodes = ground.stack().keycloak().nodes();
        this.tokens = Map.of(
                nodes.get(0), ground.adminAt(nodes.get(0)),
                nodes.get(1), ground.adminAt(nodes.get(1)));
        this.ledger = ledger;
        this.customers = customers;
    }

    @Override
    public void act(int node, RandomGenerator random) throws IOException, InterruptedException {
        KeycloakNode at = nodes.get(node);
        String token = tokens.get(at).keycloak().tokenManager().getAccessTokenString();
        int choice = random.nextInt(100);
        if (choice < 8) {
            Optional<Customer> one = customers.takeOne(random);
            if (one.isPresent()) {
                send(at, token, Kind.DELETION, one.get(), null);
            }
        } else {
            Optional<Customer> one = choice < 14 ? customers.someoneGone(random) : customers.anyone(random);
            if (one.isPresent()) {
                send(at, token, Kind.UPDATE, one.get(), ledger.newName());
            }
        }
    }

    private void send(KeycloakNode at, String token, Kind kind, Customer customer, String firstName)
            throws IOException, InterruptedException {
        String trace = ledger.newTrace();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(at.baseUrl() + "/admin/realms/" + Stack.REALM + "/users/" + customer.id()))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("traceparent", trace)
                .timeout(Duration.ofSeconds(60));
        if (kind == Kind.DELETION) {
            request.DELETE();
        } else {
            request.PUT(HttpRequest.BodyPublishers.ofString("""
                    {"username": "%1$s", "email": "%1$s", "firstName": "%2$s", "lastName": "Mustermann"}
                    """.formatted(customer.email(), firstName)));
        }
        Outcome outcome = Outcome.UNKNOWN;
        try {
            outcome = outcomeOf(
                    http.send(request.build(), BodyHandlers.discarding()).statusCode());
        } finally {
            ledger.add(new Operation(trace, kind, customer.id(), firstName, outcome));
        }
    }

    private static Outcome outcomeOf(int status) {
        if (status == 204) {
            return Outcome.DONE;
        }
        return REFUSALS.contains(status) ? Outcome.REFUSED : Outcome.UNKNOWN;
    }

    @Override
    public void close() {
        tokens.values().forEach(AdminApi::close);
    }
}
