package shop.identity.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("GD-8")
class ExportOptionsTest {

    private final Options set = new Options();

    @Test
    void fiveADayUnlessSet() {
        assertThat(ExportOptions.from(set.read())).isEqualTo(new ExportOptions(5));
    }

    @Test
    void asSet() {
        set.with("exports-per-day", " 1000 ");

        assertThat(ExportOptions.from(set.read())).isEqualTo(new ExportOptions(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "many", "", "1.5"})
    void whatCannotBe(String value) {
        set.with("exports-per-day", value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportOptions.from(set.read()))
                .withMessageContaining("option exports-per-day");
    }
}
