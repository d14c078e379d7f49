package shop.identity.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import shop.identity.customer.CustomersGone;

@Tag("GD-7")
class WithTheCustomerTest {

    private final CustomersGone gone = new CustomersGone(null, "realm", List.of("one", "two"));

    /** Keycloak tells of none of them. */
    @Test
    void whoGoesWithAUserStore() {
        List<String> removed = new ArrayList<>();
        new WithTheCustomer(
                        (connection, realmId, userId) -> removed.add(realmId + " " + userId),
                        (connection, realmId) -> removed.add(realmId))
                .onEvent(gone);

        assertThat(removed).containsExactly("realm one", "realm two");
    }

    @Test
    void whatCannotBeRemovedStopsTheDeletion() {
        WithTheCustomer failing = new WithTheCustomer(
                (connection, realmId, userId) -> {
                    throw new SQLException("no");
                },
                (connection, realmId) -> {});

        assertThatThrownBy(() -> failing.onEvent(gone)).isInstanceOf(IllegalStateException.class);
    }
}
