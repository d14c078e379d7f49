package shop.identity.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shop.identity.server.Options;

/** What is erased of the counters is what was counted: the names are part of the stored data. */
@Tag("GD-4")
class CustomersLimitsTest {

    private final LimitOptions options = LimitOptions.from(new Options().read());

    @ParameterizedTest
    @EnumSource
    void theyAreAllButTheNetworks(LimitedAction action) {
        assertThat(LimitOptions.ofCustomers(action))
                .containsExactlyInAnyOrder(
                        options.address(action).name(),
                        options.account(action).name(),
                        options.again(action).name())
                .doesNotContain(options.network(action).name());
    }

    @Test
    void theyAreCalledAsTheyAlwaysWere() {
        assertThat(LimitOptions.ofCustomers(LimitedAction.OTP))
                .containsExactly("otp-address", "otp-account", "otp-again");
    }
}
