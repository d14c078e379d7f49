package shop.identity.history;

import java.time.Duration;
import java.util.Set;
import shop.identity.server.ServerOptions;

/**
 * The options of {@code --spi-events-listener--shop-login-history--…}.
 *
 * @param retention how long logins are kept; a customer's last one is kept for as long as the customer
 */
record HistoryOptions(Duration retention) {

    private static final String RETENTION = "retention-days";
    private static final int A_QUARTER = 90;

    /** @throws IllegalArgumentException with one sentence that names the option */
    static HistoryOptions from(ServerOptions options) {
        options.refuseOthersThan(Set.of(RETENTION));
        return new HistoryOptions(options.days(RETENTION, A_QUARTER));
    }
}
