package shop.identity.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.models.UserModel;
import org.keycloak.storage.adapter.InMemoryUserAdapter;

class CustomerStatusTest {

    @ParameterizedTest
    @CsvSource({
        "true, true, , ACTIVE",
        "true, false, , PENDING",
        "false, true, , SUSPENDED",
        "false, false, , SUSPENDED",
        "true, true, INACTIVE, INACTIVE",
        "true, false, INACTIVE, INACTIVE",
        "false, true, INACTIVE, SUSPENDED",
        "false, true, ERASED, ERASED",
        "true, true, ERASED, ERASED",
        "true, true, SUSPENDED, ACTIVE",
        "true, true, inactive, ACTIVE"
    })
    void statusIsReadFromKeycloaksFlagsAndTheMark(
            boolean enabled, boolean emailVerified, String mark, CustomerStatus status) {
        assertThat(CustomerStatus.of(enabled, emailVerified, mark)).isEqualTo(status);
    }

    @ParameterizedTest
    @Tag("LG-8")
    @CsvSource({"PENDING, true", "ACTIVE, true", "SUSPENDED, false", "INACTIVE, false", "ERASED, false"})
    void someMayLogIn(CustomerStatus status, boolean mayLogIn) {
        assertThat(status.mayLogIn()).isEqualTo(mayLogIn);
    }

    /** The table of docs/status.md, and nothing else. */
    @ParameterizedTest
    @Tag("CD-5")
    @CsvSource({
        "PENDING, 'ACTIVE, SUSPENDED, INACTIVE, ERASED'",
        "ACTIVE, 'PENDING, SUSPENDED, INACTIVE, ERASED'",
        "SUSPENDED, 'PENDING, ACTIVE, INACTIVE, ERASED'",
        "INACTIVE, 'PENDING, ACTIVE, SUSPENDED, ERASED'",
        "ERASED, ''"
    })
    void whatComesNext(CustomerStatus status, String next) {
        assertThat(status.next())
                .extracting(Enum::name)
                .isEqualTo(next.isEmpty() ? List.of() : List.of(next.split(", ")));
    }

    @ParameterizedTest
    @Tag("CD-5")
    @EnumSource
    void theRecordSaysWhatWasPut(CustomerStatus status) {
        for (CustomerStatus before : CustomerStatus.values()) {
            UserModel user = new InMemoryUserAdapter(null, null, "c");
            before.put(user);
            user.setSingleAttribute(CustomerStatus.DELETION_DUE, "2099-12-24T00:00:00Z");

            if (before == CustomerStatus.ERASED) {
                continue;
            }
            status.put(user);

            assertThat(CustomerStatus.of(user)).as("from %s", before).isEqualTo(status);
            assertThat(user.isEnabled())
                    .isEqualTo(status != CustomerStatus.SUSPENDED && status != CustomerStatus.ERASED);
            assertThat(user.getFirstAttribute(CustomerStatus.DELETION_DUE) == null)
                    .isEqualTo(status.mayLogIn());
        }
    }

    /** A suspension that is lifted does not undo what was given up before it. */
    @Test
    @Tag("CD-5")
    void theMarkOutlivesASuspension() {
        UserModel user = new InMemoryUserAdapter(null, null, "c");
        CustomerStatus.INACTIVE.put(user);
        CustomerStatus.SUSPENDED.put(user);

        user.setEnabled(true);

        assertThat(CustomerStatus.of(user)).isEqualTo(CustomerStatus.INACTIVE);
    }
}
