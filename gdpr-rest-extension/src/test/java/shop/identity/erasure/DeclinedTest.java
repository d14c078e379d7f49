package shop.identity.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("GD-1")
class DeclinedTest {

    @ParameterizedTest
    @CsvSource({
        "NO_CUSTOMER, 404, no such customer",
        "ERASED, 409, erased already",
        "REQUESTED_ALREADY, 409, requested already",
        "KEPT_ELSEWHERE, 409, has to be erased there",
        "NOBODY_KNOWS, 503, Nothing has changed"
    })
    void overRestItIsAProblem(Declined.Reason reason, int status, String sentence) {
        Declined declined = new Declined(reason);

        assertThat(declined.refusal().getResponse().getStatus()).isEqualTo(status);
        assertThat(declined.refusal().getResponse().getEntity().toString()).contains(sentence);
        assertThat(declined.stillOpen()).isEmpty();
    }
}
