package shop.identity.export;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many exports may be under way on this node. Each keeps a thread and a connection to the database for as long as its reader
 * takes, who may be slow on purpose.
 */
final class Places {

    private static final int MOST = 8;

    /** Between the answer's head and its body. What was not begun by then is not going to be: the reader went, or wanted no body. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Clock clock;
    private final List<Place> taken = new ArrayList<>();

    Places(Clock clock) {
        this.clock = clock;
    }

    /** @return empty: all are taken */
    synchronized Optional<Place> take() {
        Instant now = clock.instant();
        taken.removeIf(place -> !place.isInUse && place.until.isBefore(now));
        if (taken.size() >= MOST) {
            return Optional.empty();
        }
        Place place = new Place(now.plus(PATIENCE));
        taken.add(place);
        return Optional.of(place);
    }

    /** One of them. */
    final class Place implements AutoCloseable {

        private final Instant until;
        private boolean isInUse;

        private Place(Instant until) {
            this.until = until;
        }

        /** Now it is kept until it is closed. One that was given to others meanwhile is one more, for once. */
        Place begin() {
            synchronized (Places.this) {
                isInUse = true;
                if (!taken.contains(this)) {
                    taken.add(this);
                }
            }
            return this;
        }

        @Override
        public void close() {
            synchronized (Places.this) {
                taken.remove(this);
            }
        }
    }
}
