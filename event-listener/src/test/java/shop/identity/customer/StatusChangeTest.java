package shop.identity.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("CD-5")
class StatusChangeTest {

    private static boolean isLegal(CustomerStatus from, CustomerStatus to, boolean erasing) {
        return new StatusChange(from, to).isLegal(erasing);
    }

    @ParameterizedTest
    @EnumSource
    void onlyAnErasureErases(CustomerStatus from) {
        Set<CustomerStatus> legal = EnumSet.noneOf(CustomerStatus.class);
        for (CustomerStatus to : CustomerStatus.values()) {
            if (to != from && isLegal(from, to, false)) {
                legal.add(to);
            }
        }

        boolean erased = from == CustomerStatus.ERASED;
        assertThat(legal).hasSize(erased ? 0 : 3).doesNotContain(CustomerStatus.ERASED);
        assertThat(isLegal(from, CustomerStatus.ERASED, true)).isEqualTo(!erased);
        assertThat(isLegal(from, CustomerStatus.ACTIVE, true)).isEqualTo(!erased && from != CustomerStatus.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, 'ACTIVE, SUSPENDED, INACTIVE'",
        "ACTIVE, 'PENDING, SUSPENDED, INACTIVE'",
        "SUSPENDED, 'PENDING, ACTIVE, INACTIVE'",
        "INACTIVE, 'PENDING, ACTIVE, SUSPENDED'"
    })
    void theRefusalNamesWhatIsPossible(CustomerStatus from, String possible) {
        assertThat(new StatusChange(from, CustomerStatus.ERASED).refusal())
                .isEqualTo("A customer who is " + from + " cannot be made ERASED in this way. Possible are " + possible
                        + "; ERASED is left to an erasure.");
    }

    @Test
    void nothingComesAfterAnErasure() {
        assertThat(new StatusChange(CustomerStatus.ERASED, CustomerStatus.ACTIVE).refusal())
                .isEqualTo("A customer who is ERASED stays so for good: no other status is possible.");
    }
}
