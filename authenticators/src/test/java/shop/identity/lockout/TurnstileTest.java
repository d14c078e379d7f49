package shop.identity.lockout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("LG-3")
@Timeout(20)
class TurnstileTest {

    private static final int MANY = 20;
    private static final Account ACCOUNT = Account.of("realm", "user");

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Turnstile turnstile = new Turnstile(PATIENCE);
    private final ExecutorService threads = Executors.newFixedThreadPool(MANY);
    private final AtomicInteger looks = new AtomicInteger();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private List<Future<Attempts.Answer>> together(Turnstile.Try attempt) {
        List<Future<Attempts.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            answers.add(threads.submit(() -> turnstile.pass(ACCOUNT, attempt)));
        }
        return answers;
    }

    /** So many find no place when they come; whoever looks again finds this. */
    private Attempts.Answer fullAtFirst(Turnstile.Try later, Duration patience) {
        return looks.incrementAndGet() <= MANY ? Attempts.Answer.FULL : later.apply(patience);
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoWaitsGetsThePlaceThatGetsFree() throws Exception {
        for (Future<Attempts.Answer> answer :
                together(patience -> fullAtFirst(left -> Attempts.Answer.ADMITTED, patience))) {
            assertThat(answer.get()).isEqualTo(Attempts.Answer.ADMITTED);
        }
    }

    @Test
    void whoWaitsInVainIsToldSoBeforeLong() {
        long began = System.nanoTime();

        Attempts.Answer answer = turnstile.pass(ACCOUNT, patience -> Attempts.Answer.FULL);

        assertThat(answer).isEqualTo(Attempts.Answer.FULL);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(PATIENCE, PATIENCE.plusSeconds(2));
    }

    /** One that is told of a lock tells those behind it. */
    @Test
    void aLockIsLookedUpOnceForAllWhoWait() throws Exception {
        for (Future<Attempts.Answer> answer : together(patience -> fullAtFirst(
                left -> {
                    pause(300);
                    return Attempts.Answer.LOCKED;
                },
                patience))) {
            assertThat(answer.get()).isEqualTo(Attempts.Answer.LOCKED);
        }
        assertThat(looks).hasValueLessThan(2 * MANY);
    }

    @Test
    void aLockIsNotToldToWhoCameAfterItWasLookedUp() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        AtomicInteger firsts = new AtomicInteger();
        Future<Attempts.Answer> first = threads.submit(() -> turnstile.pass(ACCOUNT, patience -> {
            if (firsts.getAndIncrement() == 0) {
                return Attempts.Answer.FULL;
            }
            asking.countDown();
            pause(300);
            return Attempts.Answer.LOCKED;
        }));
        asking.await();

        Attempts.Answer second = turnstile.pass(
                ACCOUNT, patience -> looks.getAndIncrement() == 0 ? Attempts.Answer.FULL : Attempts.Answer.ADMITTED);

        assertThat(first.get()).isEqualTo(Attempts.Answer.LOCKED);
        assertThat(second).isEqualTo(Attempts.Answer.ADMITTED);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAskedOnceForAllWhoWait() {
        long began = System.nanoTime();
        List<Future<Attempts.Answer>> answers = together(patience -> fullAtFirst(
                left -> {
                    pause(500);
                    throw new IllegalStateException("away");
                },
                patience));
        for (Future<Attempts.Answer> answer : answers) {
            assertThatThrownBy(answer::get).hasRootCauseMessage("away");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }
}
