package shop.identity.erasure.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shop.identity.problem.Refusal;
import shop.identity.problem.RequestFields;

@Tag("GD-9")
class ReasonTest {

    private static Optional<String> read(String body) {
        RequestFields fields = RequestFields.ofBody(body.getBytes(StandardCharsets.UTF_8));
        Optional<String> reason = Reason.of(fields);
        fields.refuseOthers();
        return reason;
    }

    @Test
    void oneLine() {
        assertThat(read("{\"reason\": \" A partner is slow: é \"}")).contains("A partner is slow: é");
        assertThat(read("{\"reason\": \"" + "x".repeat(500) + "\"}")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"reason\": null}",
                "{\"reason\": \"  \"}",
                "{\"reason\": 7}",
                "{\"reason\": \"two\\nlines\"}",
                "{\"reason\": \"\\u202Ebackwards\"}",
                "{\"reason\": \"half \\uD800\"}",
                "{\"reason\": \"why\", \"until\": \"2099\"}"
            })
    void whatIsNoneIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Refusal.class);
    }

    @Test
    void tooLongIsRefused() {
        assertThatThrownBy(() -> read("{\"reason\": \"" + "x".repeat(501) + "\"}"))
                .isInstanceOf(Refusal.class);
    }
}
