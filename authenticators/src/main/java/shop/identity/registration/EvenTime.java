package shop.identity.registration;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.keycloak.models.KeycloakSession;
import shop.identity.server.AfterCommit;

/**
 * Holds an answer back to the end of a step of time, so that how long it took tells nothing about what was done. It waits
 * after the commit: no connection, no lock is held meanwhile.
 */
final class EvenTime {

    private final long began = System.nanoTime();
    private final Duration step;

    EvenTime(Duration step) {
        this.step = step;
    }

    void holdAnswerOf(KeycloakSession session) {
        session.getTransactionManager().enlistAfterCompletion(new AfterCommit(this::await));
    }

    private void await() {
        long elapsed = System.nanoTime() - began;
        long left = step.toNanos() - elapsed % step.toNanos();
        try {
            TimeUnit.NANOSECONDS.sleep(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
