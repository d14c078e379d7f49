package shop.identity.segments.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PF-6")
class CustomerScopeTest {

    /** Else each part of a sweep would read what there is of all customers. */
    @Test
    void otherTablesAreReadInTheSameRange() {
        CustomerScope range = new CustomerScope.Range("4", "8");

        assertThat(range.condition()).hasToString("u.ID > ? AND u.ID <= ?");
        assertThat(range.hint("t.USER_ID")).hasToString(" AND t.USER_ID > ? AND t.USER_ID <= ?");
    }

    @Test
    void theLastRangeHasNoEnd() {
        CustomerScope range = new CustomerScope.Range("c", null);

        assertThat(range.condition()).hasToString("u.ID > ?");
        assertThat(range.hint("t.USER_ID")).hasToString(" AND t.USER_ID > ?");
    }

    /** Where there are few, or no others, the join says it all. */
    @Test
    void elsewhereNothingIsAdded() {
        assertThat(new CustomerScope.These(List.of("a")).hint("t.USER_ID").isEmpty())
                .isTrue();
        assertThat(new CustomerScope.All().hint("t.USER_ID").isEmpty()).isTrue();
    }
}
