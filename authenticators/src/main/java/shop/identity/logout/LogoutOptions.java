package shop.identity.logout;

import java.time.Duration;
import java.util.Set;
import shop.identity.server.ServerOptions;

/**
 * The options of {@code --spi-shop-logout--database--…}.
 *
 * @param policy  for applications that do not take a logout
 * @param works   whether this node tells applications, and ends sessions of customers who may not log in any more
 * @param giveUp  how long an application is told
 * @param connect how long a connection may take
 * @param read    how long the answer may take
 */
record LogoutOptions(LogoutPolicy policy, boolean works, Duration giveUp, Duration connect, Duration read) {

    private static final String POLICY = "policy";
    private static final String WORKER = "worker";
    private static final String GIVE_UP = "give-up-hours";
    private static final String CONNECT = "connect-timeout-millis";
    private static final String READ = "read-timeout-millis";
    private static final int A_DAY = 24;
    private static final int TWO_SECONDS = 2000;
    private static final int FIVE_SECONDS = 5000;

    /**
     * @param isServer whether this process may work at all
     * @throws IllegalArgumentException with one sentence that names the option
     */
    static LogoutOptions from(ServerOptions options, boolean isServer) {
        options.refuseOthersThan(Set.of(POLICY, WORKER, GIVE_UP, CONNECT, READ));
        return new LogoutOptions(
                LogoutPolicy.of(POLICY, options.text(POLICY)),
                options.isOn(WORKER, true) && isServer,
                options.hours(GIVE_UP, A_DAY),
                options.millis(CONNECT, TWO_SECONDS),
                options.millis(READ, FIVE_SECONDS));
    }

    boolean retries() {
        return policy == LogoutPolicy.RETRY;
    }
}
