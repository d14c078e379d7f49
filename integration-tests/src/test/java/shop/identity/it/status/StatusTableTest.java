package shop.identity.it.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.CustomerStatus;

/** The table in {@code docs/status.md} has each pair of statuses once, and says what the code says. */
@Tag("CD-5")
class StatusTableTest {

    @Test
    void everyPairIsInTheTable() {
        List<String> pairs = new ArrayList<>();
        for (CustomerStatus from : CustomerStatus.values()) {
            for (CustomerStatus to : CustomerStatus.values()) {
                if (from != to) {
                    pairs.add(from + " -> " + to);
                }
            }
        }

        assertThat(Transition.inDocs()).extracting(Transition::toString).containsExactlyElementsOf(pairs);
    }

    @Test
    void theTableIsTheCodes() {
        assertThat(Transition.inDocs()).allSatisfy(line -> {
            CustomerStatus to = CustomerStatus.valueOf(line.to());
            boolean possible = CustomerStatus.valueOf(line.from()).next().contains(to);
            assertThat(line.byRest()).isEqualTo(possible && to != CustomerStatus.ERASED);
            assertThat(line.byRecord()).isEqualTo(line.byRest());
            assertThat(line.others().contains("an erasure")).isEqualTo(possible && to == CustomerStatus.ERASED);
        });
    }
}
