package shop.identity.it.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shop.identity.it.chaos.Evidence.Account;
import shop.identity.it.chaos.Evidence.Told;
import shop.identity.it.chaos.Finding.Kind;
import shop.identity.it.chaos.Operation.Outcome;

/** Compares topic, database and the clients' log with each other: does each say what the others say? */
final class Audit {

    private static final String DELETED = "customer.deleted";

    private final Evidence evidence;
    private final List<Finding> findings = new ArrayList<>();

    /** First sights, in the order of the topic. */
    private final Map<String, Told> published = new LinkedHashMap<>();

    private final Map<String, List<Told>> byCustomer;
    private final Map<String, List<Told>> byTrace;
    private final Map<String, Operation> operations;
    private long late;

    private Audit(Evidence evidence) {
        this.evidence = evidence;
        compareDeliveries();
        byCustomer = grouped(published.values(), Told::customer);
        byTrace = grouped(published.values(), told -> String.valueOf(told.traceparent()));
        operations =
                evidence.operations().stream().collect(Collectors.toMap(Operation::traceparent, Function.identity()));
    }

    static Tally of(Evidence evidence) {
        Audit audit = new Audit(evidence);
        audit.compareWithOutbox();
        audit.compareOrder();
        audit.compareWithCustomers();
        audit.compareWithOperations();
        audit.compareNames();
        return audit.tally();
    }

    private void compareDeliveries() {
        Map<String, Long> newest = new LinkedHashMap<>();
        for (Told told : evidence.topic()) {
            Told first = published.putIfAbsent(told.id(), told);
            if (first != null && !first.equals(told)) {
                find(Kind.CHANGED, "%s came again as %s", first, told);
            }
            long before = newest.merge(told.customer(), told.sequence(), Math::max);
            if (first != null && before > told.sequence()) {
                late++;
            }
        }
    }

    private void compareWithOutbox() {
        evidence.outbox().forEach((id, committed) -> {
            Told told = published.get(id);
            if (told == null) {
                find(Kind.LOST, "%s is in the outbox, not on the topic", committed.named());
            } else if (!told.equals(committed)) {
                find(Kind.INVENTED, "committed %s, published %s", committed, told);
            }
        });
        published.forEach((id, told) -> {
            if (!evidence.outbox().containsKey(id)) {
                find(Kind.INVENTED, "%s is on the topic, not in the outbox", told.named());
            }
        });
    }

    private void compareOrder() {
        byCustomer.values().forEach(records -> {
            long expected = 1;
            for (Told told : records) {
                if (told.sequence() != expected) {
                    find(Kind.OUT_OF_ORDER, "%s came where %d was due", told.named(), expected);
                }
                expected = Math.max(expected, told.sequence()) + 1;
            }
        });
    }

    /** Who is there is told of up to the version reached, who is not was told to be gone. */
    private void compareWithCustomers() {
        byCustomer.forEach((customer, records) -> {
            Told last = Collections.max(records, Comparator.comparingLong(Told::sequence));
            boolean gone = records.stream().anyMatch(told -> told.type().equals(DELETED));
            boolean there = evidence.accounts().containsKey(customer);
            if (gone == there) {
                find(there ? Kind.INVENTED : Kind.LOST, "%s is the last, and the account %s", last.named(), is(there));
            }
            Long version = evidence.versions().get(customer);
            if (!gone && version != null && version != last.sequence()) {
                find(Kind.LOST, "%s is the last, and the version is %d", last.named(), version);
            }
        });
        Stream.concat(evidence.accounts().keySet().stream(), evidence.versions().keySet().stream())
                .distinct()
                .filter(customer -> !byCustomer.containsKey(customer))
                .forEach(customer -> find(Kind.LOST, "nothing is told of %s", customer));
    }

    private static String is(boolean there) {
        return there ? "is there" : "is not there";
    }

    private void compareWithOperations() {
        operations.forEach((trace, operation) -> {
            List<Told> told = byTrace.getOrDefault(trace, List.of());
            if (operation.outcome() == Outcome.DONE && told.isEmpty()) {
                find(Kind.LOST, "%s was answered, and is not told", operation);
            }
            if (operation.outcome() == Outcome.REFUSED && !told.isEmpty()) {
                find(Kind.INVENTED, "%s was refused, and is told", operation);
            }
            if (told.size() > 1) {
                find(Kind.INVENTED, "%s is told as %d events", operation, told.size());
            }
            told.stream()
                    .filter(one -> !isOf(operation, one))
                    .forEach(one -> find(Kind.INVENTED, "%s is told as %s", operation, one.named()));
        });
        byTrace.forEach((trace, told) -> {
            if (!operations.containsKey(trace)) {
                find(Kind.INVENTED, "nobody asked for %s", told.get(0).named());
            }
        });
    }

    private boolean isOf(Operation operation, Told told) {
        if (!operation.kind().event().equals(told.type())) {
            return false;
        }
        if (operation.kind() != Operation.Kind.REGISTRATION) {
            return operation.customer().equals(told.customer());
        }
        Account account = evidence.accounts().get(told.customer());
        return account == null || account.email().equals(operation.customer());
    }

    /** A customer's first name is that of the newest operation told. */
    private void compareNames() {
        evidence.accounts().forEach((customer, account) -> {
            byCustomer.getOrDefault(customer, List.of()).stream()
                    .sorted(Comparator.comparingLong(Told::sequence))
                    .map(told -> operations.get(String.valueOf(told.traceparent())))
                    .filter(operation -> operation != null && operation.firstName() != null)
                    .reduce((earlier, later) -> later)
                    .filter(last -> !last.firstName().equals(account.firstName()))
                    .ifPresent(last ->
                            find(Kind.LOST, "%s is called %s, told last is %s", customer, account.firstName(), last));
        });
    }

    private Tally tally() {
        Map<Outcome, Long> outcomes = evidence.operations().stream()
                .collect(Collectors.groupingBy(Operation::outcome, Collectors.counting()));
        long happened = evidence.operations().stream()
                .filter(operation -> operation.outcome() == Outcome.UNKNOWN)
                .filter(operation -> byTrace.containsKey(operation.traceparent()))
                .count();
        return new Tally(
                outcomes,
                happened,
                evidence.topic().size(),
                published.size(),
                late,
                byCustomer.size(),
                List.copyOf(findings));
    }

    private void find(Kind kind, String what, Object... details) {
        findings.add(new Finding(kind, what.formatted(details)));
    }

    private static Map<String, List<Told>> grouped(Collection<Told> told, Function<Told, String> by) {
        return told.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
    }
}
