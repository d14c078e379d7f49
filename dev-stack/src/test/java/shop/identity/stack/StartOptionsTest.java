package shop.identity.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import shop.identity.stack.StartOptions.Action;

class StartOptionsTest {

    @Test
    void nothingGivenIsOneNodeUntilCtrlC() {
        assertThat(StartOptions.parse()).isEqualTo(new StartOptions(Action.RUN, 1, false));
    }

    @Test
    void optionsCombine() {
        assertThat(StartOptions.parse("--detach", "--nodes", "2", "--reset"))
                .isEqualTo(new StartOptions(Action.DETACH, 2, true));
    }

    @Test
    void unknownOptionsAndValuesAreNamed() {
        assertThatThrownBy(() -> StartOptions.parse("--node")).hasMessageContaining("\"--node\"");
        assertThatThrownBy(() -> StartOptions.parse("--nodes", "3")).hasMessage("--nodes takes 1 or 2, not \"3\".");
        assertThatThrownBy(() -> StartOptions.parse("--nodes")).hasMessage("--nodes takes 1 or 2, not \"\".");
        assertThatThrownBy(() -> StartOptions.parse("--stop", "--reset")).isInstanceOf(StackException.class);
    }

    @Test
    void helpWins() {
        assertThat(StartOptions.parse("--nonsense", "--help").action()).isEqualTo(Action.HELP);
    }
}
