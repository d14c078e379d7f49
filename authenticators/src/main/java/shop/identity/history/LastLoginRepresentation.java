package shop.identity.history;

import java.time.temporal.ChronoUnit;

/**
 * A customer's last login as staff see it.
 *
 * @param time RFC 3339, UTC
 */
public record LastLoginRepresentation(String time, String network) {

    static LastLoginRepresentation of(LastLogin login) {
        return new LastLoginRepresentation(
                login.at().truncatedTo(ChronoUnit.MILLIS).toString(), login.network());
    }
}
