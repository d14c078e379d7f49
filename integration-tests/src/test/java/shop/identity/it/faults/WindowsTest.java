package shop.identity.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shop.identity.it.ground.Percentiles;

class WindowsTest {

    private static final List<Percentiles> UP = List.of(upTo(100), upTo(130), upTo(110));

    /** Answers after 1, 2, 3 … milliseconds. */
    private static Percentiles upTo(int millis) {
        return Percentiles.of(
                IntStream.rangeClosed(1, millis).mapToObj(Duration::ofMillis).toList());
    }

    private static boolean alike(int... down) {
        return new Windows(
                        "login",
                        UP,
                        IntStream.of(down).mapToObj(WindowsTest::upTo).toList())
                .areAlike(99, 1.2);
    }

    @Test
    void differencesAmongThemselvesAreNoise() {
        assertThat(alike(130, 90, 95)).isTrue();
        assertThat(alike(130, 130, 90)).isTrue();
    }

    @Test
    void stormsOfTheMachineAreNoise() {
        assertThat(alike(100, 900, 100)).isTrue();
        assertThat(alike(900, 900, 130)).isTrue();
    }

    @Test
    void slowerInEveryWindowIsNoNoise() {
        assertThat(alike(134, 140, 135)).isFalse();
        assertThat(alike(160, 160, 160)).isFalse();
    }
}
