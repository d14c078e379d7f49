package shop.identity.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ML-4")
class WelcomeDaysTest {

    @Test
    void goes_from_one_day_to_the_next_until_there_is_none() {
        WelcomeDays days = WelcomeDays.of("0, 3,7");

        assertThat(days.first()).isZero();
        assertThat(days.after(0)).hasValue(3);
        assertThat(days.after(3)).hasValue(7);
        assertThat(days.after(7)).isEmpty();
    }

    @Test
    void finds_its_way_from_a_day_that_was_taken_out() {
        WelcomeDays days = WelcomeDays.of("0,7");

        assertThat(days.has(3)).isFalse();
        assertThat(days.after(3)).hasValue(7);
    }

    @Test
    void calls_all_marketing_but_the_first_day() {
        assertThat(WelcomeDays.isMarketing(0)).isFalse();
        assertThat(WelcomeDays.isMarketing(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0,", "3,0", "3,3", "-1,3", "0,366", "0;3", "0,three", "99999999999"})
    void refuses_what_is_no_list_of_days(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WelcomeDays.of(value))
                .withMessage("option days: '" + value + "' is no list of ascending numbers from 0 to 365 with commas"
                        + " between");
    }
}
