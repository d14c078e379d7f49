package shop.identity.request;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.representations.AccessToken;
import shop.identity.problem.Refusal;

/**
 * For what a session that somebody found open, or stole, must not be enough: the customer has shown who it is a moment ago. A page
 * gets there by sending the customer to the login with {@code prompt=login} or {@code max_age}.
 *
 * @param within how long ago at most
 */
public record RecentAuthentication(Duration within, Clock clock) {

    /** Two nodes' clocks are never quite the same. */
    private static final Duration LEEWAY = Duration.ofSeconds(10);

    /**
     * What says when is the claim {@code auth_time} alone: a session may have begun without the customer (staff who look at the
     * account with the customer's eyes), and a refreshed token is younger than the login that it is of.
     *
     * @throws Refusal 403 of a type of its own: too long ago, or nobody knows
     */
    public void require(AccessToken token) {
        Long seconds = token.getAuth_time();
        Instant now = clock.instant();
        if (seconds == null
                || Instant.ofEpochSecond(seconds).plus(within).isBefore(now)
                || Instant.ofEpochSecond(seconds).minus(LEEWAY).isAfter(now)) {
            throw Refusal.signedInLongAgo("This needs a login of the last " + within.toSeconds()
                    + " seconds. Sign in again, then try once more.");
        }
    }
}
