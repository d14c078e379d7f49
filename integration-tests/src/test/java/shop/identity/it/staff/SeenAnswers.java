package shop.identity.it.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import shop.identity.it.staff.Staff.Answer;

/** Answers of a queue's interface for staff, each held against its document. */
final class SeenAnswers {

    private static final String LETTERS = "/dead-letters";

    private final OpenApi document;
    private final String counts;
    private final Map<String, Set<Integer>> statuses = new TreeMap<>();

    /** @param counts the schema of what is counted */
    SeenAnswers(OpenApi document, String counts) {
        this.document = document;
        this.counts = counts;
    }

    /** @param operation as {@code GET /dead-letters}; {@code {id}} in it stands for the id */
    void see(String operation, Staff staff, String query, String id) {
        String[] parts = operation.split(" ", 2);
        Answer answer = staff.send(parts[0], parts[1].replace("{id}", id) + query, "");
        statuses.computeIfAbsent(operation, name -> new TreeSet<>()).add(answer.status());
        if (answer.contentType().startsWith("application/problem+json")) {
            assertThat(document.breaches("Problem", answer.json())).isEmpty();
        } else if (answer.status() == 200 && !parts[1].startsWith(LETTERS)) {
            assertThat(document.breaches(counts, answer.json())).isEmpty();
        } else if (answer.status() == 200) {
            assertThat(answer.json()).isNotEmpty();
            answer.json()
                    .forEach(letter ->
                            assertThat(document.breaches("DeadLetter", letter)).isEmpty());
        } else if (answer.status() != 401) {
            assertThat(answer.text()).isEmpty();
        }
    }

    /** Those that were seen, all of them and no others. */
    Set<Integer> statuses(String operation) {
        return statuses.get(operation);
    }
}
