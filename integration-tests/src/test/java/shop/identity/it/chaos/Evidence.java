package shop.identity.it.chaos;

import java.util.List;
import java.util.Map;

/**
 * Everything that is known when the storm is over.
 *
 * @param operations what the clients asked for and were answered
 * @param topic      every record, each customer's in the order of the topic
 * @param outbox     every event as it was committed, by {@code ce_id}
 * @param versions   the version that each customer has reached, by customer; without those who are gone
 * @param accounts   who is there, by customer
 */
record Evidence(
        List<Operation> operations,
        List<Told> topic,
        Map<String, Told> outbox,
        Map<String, Long> versions,
        Map<String, Account> accounts) {

    /**
     * An event, committed or published.
     *
     * @param content everything else in one text: two deliveries of one event have the same
     */
    record Told(String id, String customer, String type, long sequence, String traceparent, String content) {

        String named() {
            return type + " " + sequence + " of " + customer;
        }
    }

    /** A customer as Keycloak has it. */
    record Account(String email, String firstName) {}
}
