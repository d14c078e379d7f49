package shop.identity.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({"0, 250", "1, 500", "4, 4000", "5, 5000", "40, 5000", "2147483647, 5000"})
    void doublesUpToTheLongest(int failures, long millis) {
        assertThat(backoff.after(failures)).hasMillis(millis);
    }
}
