package shop.identity.request;

import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.models.KeycloakSession;
import shop.identity.problem.Refusal;
import shop.identity.server.KeycloakTransactions;

/**
 * A request that changes something, and may be sent again with the same {@code Idempotency-Key}: the work is done once, and
 * each repeat within a day gets the first answer. The answer is kept in the transaction of the work, so that there is never one
 * without the other; repeats at the same time, at whichever node, wait for the first one's end.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP header
 *     field</a>
 */
public final class RepeatableWrite {

    private RepeatableWrite() {}

    /**
     * @param callerId whose key it is: the keys of others are not seen
     * @param body     as it came in
     * @param work     refuses by throwing, which keeps no answer
     * @throws Refusal 400 for what is no key; 422 for a key that came with another body, method or path; 503 when the first
     *     request takes longer than anybody should wait
     */
    public static Response once(KeycloakSession session, String callerId, byte[] body, Supplier<Response> work) {
        return once(session, callerId, callerId, body, work);
    }

    /**
     * The same, of a request about somebody else: the answer is forgotten with either of them.
     *
     * @param aboutId of the user whom the answer tells of
     */
    public static Response once(
            KeycloakSession session, String callerId, String aboutId, byte[] body, Supplier<Response> work) {
        return RepeatableRequest.of(session, callerId, body)
                .map(request -> once(session, request, aboutId, work))
                .orElseGet(work);
    }

    private static Response once(
            KeycloakSession session, RepeatableRequest request, String aboutId, Supplier<Response> work) {
        RepeatableAnswers answers = new RepeatableAnswers();
        Optional<RepeatableAnswers.Kept> first = KeycloakTransactions.within(session, connection -> {
            RequestLock.hold(connection, request);
            return answers.find(connection, request);
        });
        if (first.isPresent()) {
            return repeat(first.get(), request);
        }
        KeptAnswer answer = KeptAnswer.of(work.get());
        KeycloakTransactions.within(session, connection -> {
            answers.keep(connection, request, aboutId, answer);
            return null;
        });
        return answer.response();
    }

    private static Response repeat(RepeatableAnswers.Kept first, RepeatableRequest request) {
        if (!first.isFor(request)) {
            throw Refusal.anotherRequest("This " + RepeatableRequest.HEADER
                    + " came with another request before. A new one needs a key of its own.");
        }
        return first.answer().response();
    }
}
