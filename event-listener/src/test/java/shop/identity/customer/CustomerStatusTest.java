package shop.identity.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
