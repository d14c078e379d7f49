package shop.identity.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerStatusTest {

    @ParameterizedTest
    @CsvSource({"true, true, ACTIVE", "true, false, PENDING", "false, true, SUSPENDED", "false, false, SUSPENDED"})
    void statusIsReadFromKeycloaksFlags(boolean enabled, boolean emailVerified, CustomerStatus status) {
        assertThat(CustomerStatus.of(enabled, emailVerified)).isEqualTo(status);
    }
}
