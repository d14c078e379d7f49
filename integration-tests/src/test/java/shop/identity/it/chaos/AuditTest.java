package shop.identity.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.identity.it.chaos.Evidence.Account;
import shop.identity.it.chaos.Evidence.Told;
import shop.identity.it.chaos.Finding.Kind;
import shop.identity.it.chaos.Operation.Outcome;

/** An audit that cannot fail proves nothing: each breach is made, and found. */
class AuditTest {

    private final List<Operation> operations = new ArrayList<>();
    private final List<Told> topic = new ArrayList<>();
    private final Map<String, Told> outbox = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Account> accounts = new HashMap<>();

    /** Anna registers and changes her name twice, Ben registers and leaves. */
    @BeforeEach
    void allIsWell() {
        ask("t1", Operation.Kind.REGISTRATION, "anna@example.com", "Anna", Outcome.DONE);
        ask("t2", Operation.Kind.UPDATE, "anna", "Anne", Outcome.DONE);
        ask("t3", Operation.Kind.REGISTRATION, "ben@example.com", "Ben", Outcome.UNKNOWN);
        ask("t4", Operation.Kind.DELETION, "ben", null, Outcome.DONE);
        ask("t5", Operation.Kind.UPDATE, "anna", "Annette", Outcome.DONE);
        ask("t6", Operation.Kind.UPDATE, "ben", "Benno", Outcome.REFUSED);
        ask("t7", Operation.Kind.UPDATE, "anna", "Nana", Outcome.UNKNOWN);
        tell("e1", "anna", "customer.created", 1, "t1");
        tell("e2", "anna", "customer.updated", 2, "t2");
        tell("e3", "ben", "customer.created", 1, "t3");
        tell("e4", "ben", "customer.deleted", 2, "t4");
        tell("e5", "anna", "customer.updated", 3, "t5");
        versions.put("anna", 3L);
        accounts.put("anna", new Account("anna@example.com", "Annette"));
    }

    private void ask(String trace, Operation.Kind kind, String customer, String firstName, Outcome outcome) {
        operations.add(new Operation(trace, kind, customer, firstName, outcome));
    }

    private void tell(String id, String customer, String type, long sequence, String trace) {
        Told told = new Told(id, customer, type, sequence, trace, "{}");
        topic.add(told);
        outbox.put(id, told);
    }

    private Tally audit() {
        return Audit.of(new Evidence(operations, topic, outbox, versions, accounts));
    }

    private void assertFound(Kind... kinds) {
        assertThat(audit().findings()).isNotEmpty().extracting(Finding::kind).containsOnly(kinds);
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        Tally tally = audit();

        assertThat(tally.findings()).isEmpty();
        assertThat(tally.records()).isEqualTo(5);
        assertThat(tally.customers()).isEqualTo(2);
        assertThat(tally.operations())
                .containsExactlyInAnyOrderEntriesOf(Map.of(Outcome.DONE, 4L, Outcome.REFUSED, 1L, Outcome.UNKNOWN, 2L));
        assertThat(tally.happened()).isEqualTo(1);
    }

    @Test
    void countsWhatComesAgain() {
        topic.add(1, topic.get(0));
        topic.add(topic.get(0));

        Tally tally = audit();

        assertThat(tally.findings()).isEmpty();
        assertThat(tally.duplicates()).isEqualTo(2);
        assertThat(tally.late()).isEqualTo(1);
    }

    /** Its version and its operation miss it as well: the outbox alone names it. */
    @Test
    void findsRecordLostOnTheWay() {
        topic.remove(4);

        assertFound(Kind.LOST);
        assertThat(audit().findings()).anyMatch(finding -> finding.what().contains("in the outbox, not on the topic"));
    }

    @Test
    void findsRecordLostFromTheMiddle() {
        topic.remove(1);

        assertFound(Kind.LOST, Kind.OUT_OF_ORDER);
    }

    @Test
    void findsAnsweredChangeOfWhichNothingIsLeft() {
        ask("t8", Operation.Kind.UPDATE, "anna", "Anka", Outcome.DONE);

        assertFound(Kind.LOST);
    }

    @Test
    void findsCommittedChangeWithoutAnEvent() {
        accounts.put("anna", new Account("anna@example.com", "Nana"));

        assertFound(Kind.LOST);
    }

    @Test
    void findsVersionWithoutAnEvent() {
        versions.put("anna", 4L);

        assertFound(Kind.LOST);
    }

    @Test
    void findsCustomerOfWhomNothingIsTold() {
        accounts.put("carla", new Account("carla@example.com", "Carla"));

        assertFound(Kind.LOST);
    }

    @Test
    void findsCustomerWhoIsGoneUntold() {
        accounts.remove("anna");

        assertFound(Kind.LOST);
    }

    @Test
    void findsRecordThatWasNeverCommitted() {
        outbox.remove("e5");

        assertFound(Kind.INVENTED);
    }

    @Test
    void findsRecordThatSaysSomethingElseThanWasCommitted() {
        outbox.put("e5", new Told("e5", "anna", "customer.updated", 3, "t5", "{\"other\":1}"));

        assertFound(Kind.INVENTED);
    }

    @Test
    void findsRefusedOperationThatIsTold() {
        ask("t8", Operation.Kind.UPDATE, "anna", "Benno", Outcome.REFUSED);
        tell("e6", "anna", "customer.updated", 4, "t8");
        versions.put("anna", 4L);
        accounts.put("anna", new Account("anna@example.com", "Benno"));

        assertFound(Kind.INVENTED);
    }

    @Test
    void findsOperationThatIsToldTwice() {
        tell("e6", "anna", "customer.updated", 4, "t5");
        versions.put("anna", 4L);

        assertFound(Kind.INVENTED);
    }

    @Test
    void findsOperationThatIsToldOfSomebodyElse() {
        operations.set(1, new Operation("t2", Operation.Kind.UPDATE, "carla", "Anne", Outcome.DONE));

        assertFound(Kind.INVENTED);
    }

    @Test
    void findsOperationThatIsToldAsAnotherKind() {
        operations.set(1, new Operation("t2", Operation.Kind.DELETION, "anna", null, Outcome.DONE));

        assertFound(Kind.INVENTED);
    }

    @Test
    void findsRegistrationThatIsToldOfAnotherAddress() {
        accounts.put("anna", new Account("eve@example.com", "Annette"));

        assertFound(Kind.INVENTED);
    }

    @Test
    void findsWhatNobodyAskedFor() {
        tell("e6", "anna", "customer.updated", 4, "t9");
        versions.put("anna", 4L);

        assertFound(Kind.INVENTED);
    }

    @Test
    void findsEndOfACustomerWhoIsThere() {
        accounts.put("ben", new Account("ben@example.com", "Ben"));

        assertFound(Kind.INVENTED);
    }

    @Test
    void findsRecordsThatChangedPlaces() {
        Collections.swap(topic, 1, 4);

        assertFound(Kind.OUT_OF_ORDER);
    }

    @Test
    void findsOneVersionWithTwoIds() {
        tell("e6", "anna", "customer.updated", 3, "t7");

        assertFound(Kind.OUT_OF_ORDER, Kind.LOST);
    }

    @Test
    void findsDuplicateThatIsNotTheSame() {
        topic.add(new Told("e5", "anna", "customer.updated", 3, "t5", "{\"other\":1}"));

        assertFound(Kind.CHANGED);
    }
}
