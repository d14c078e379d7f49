package shop.identity.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("LG-2")
@Timeout(5)
class PromptlyTest {

    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Promptly promptly = new Promptly("test", 2, PATIENCE);
    private final CountDownLatch thaw = new CountDownLatch(1);
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger undone = new AtomicInteger();

    @AfterEach
    void close() {
        thaw.countDown();
        promptly.close();
    }

    private Integer hang() {
        try {
            thaw.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ended.incrementAndGet();
    }

    private void giveUpOnOne() {
        assertThatThrownBy(() -> promptly.call(PATIENCE, this::hang, undone::incrementAndGet))
                .isInstanceOf(NoAnswerException.class);
    }

    @Test
    void anAnswerInTimeIsTheAnswer() {
        assertThat(promptly.call(PATIENCE, () -> "done", undone::incrementAndGet))
                .isEqualTo("done");
        assertThatThrownBy(() -> promptly.call(() -> {
                    throw new IllegalArgumentException("as it was");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("as it was");
        assertThat(undone).hasValue(0);
    }

    @Test
    void whatComesTooLateIsUndoneByWhoeverDidIt() {
        giveUpOnOne();
        assertThat(undone).hasValue(0);

        thaw.countDown();

        await(() -> ended.get() == 1 && undone.get() == 1);
    }

    @Test
    void whatHasNotBegunIsNotBegunAnyMore() throws InterruptedException {
        giveUpOnOne();
        CountDownLatch busy = new CountDownLatch(1);
        Thread other = new Thread(() -> promptly.call(
                Duration.ofSeconds(10),
                () -> {
                    busy.countDown();
                    return sleep(60);
                },
                undone::incrementAndGet));
        other.start();
        busy.await();

        assertThatThrownBy(() -> promptly.call(Duration.ofMillis(10), this::hang, undone::incrementAndGet))
                .isInstanceOf(NoAnswerException.class);

        other.join();
        thaw.countDown();
        await(() -> ended.get() == 1 && undone.get() == 1);
        assertThat(promptly.<Integer>call(() -> 7)).isEqualTo(7);
        assertThat(ended).hasValue(1);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            // By the time-out of the test.
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            sleep(5);
        }
    }

    private static Integer sleep(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    @Test
    void whereAllHangNobodyWaitsAndOneThatComesBackIsEnough() {
        giveUpOnOne();
        giveUpOnOne();
        long began = System.nanoTime();

        giveUpOnOne();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
        thaw.countDown();
        await(() -> undone.get() == 2);
        assertThat(promptly.<Integer>call(() -> 7)).isEqualTo(7);
    }

    /** Several answers at once, until one moment: what is there by then is there, whichever was asked for first. */
    @Test
    @Tag("CD-4")
    void whatWasBegunIsWaitedForTogether() {
        Promptly.Answer<Integer> late = promptly.begin(this::hang);
        Promptly.Answer<String> inTime = promptly.begin(() -> "done");

        assertThatThrownBy(() -> late.await(PATIENCE)).isInstanceOf(NoAnswerException.class);
        assertThat(inTime.await(Duration.ZERO)).isEqualTo("done");
    }

    @Test
    @Tag("CD-4")
    void whenAllHangNothingIsBegun() {
        Promptly.Answer<Integer> one = promptly.begin(this::hang);
        Promptly.Answer<Integer> two = promptly.begin(this::hang);
        assertThatThrownBy(() -> one.await(PATIENCE)).isInstanceOf(NoAnswerException.class);
        assertThatThrownBy(() -> two.await(PATIENCE)).isInstanceOf(NoAnswerException.class);

        assertThatThrownBy(() -> promptly.begin(ended::incrementAndGet)).isInstanceOf(NoAnswerException.class);
        assertThat(ended).hasValue(0);
    }
}
