package shop.identity.limits;

import java.time.Duration;
import shop.identity.server.Promptly;

/** What counting may take. The same for all who count: where the one does not answer in time, no other is asked any more. */
public final class Counting {

    /** Of Keycloak's pool, which has a hundred unless set: what a database that hangs can take of them, for each counter. */
    private static final int CONNECTIONS = 8;

    /** Counting takes milliseconds. A refusal should not take long, either. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private Counting() {}

    public static Promptly promptly(String counter) {
        return new Promptly(counter, CONNECTIONS, PATIENCE);
    }
}
