package shop.identity.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

    @Test
    void is_written_in_capitals() {
        assertThat(new Region(" vn ").code()).isEqualTo("VN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XX", "DEU", "49", "Germany"})
    void is_one_of_ISO_3166(String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Region(code))
                .withMessageContaining("ISO 3166-1 alpha-2");
    }

    @Test
    void can_be_chosen_from_a_sorted_list() {
        assertThat(Region.codes()).isSorted().contains("DE", "GB", "VN");
    }
}
