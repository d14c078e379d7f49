package shop.identity.segments;

import java.time.Duration;
import java.util.Set;
import shop.identity.server.ServerOptions;

/**
 * The options of {@code --spi-admin-realm-restapi-extension--shop-segments--…}.
 *
 * @param interval from the beginning of one evaluation of a realm to the beginning of the next
 * @param worker   whether this node evaluates
 */
record SegmentOptions(Duration interval, boolean worker) {

    private static final String INTERVAL = "sweep-seconds";
    private static final String WORKER = "worker";
    private static final int A_QUARTER_OF_AN_HOUR = 900;

    /** @throws IllegalArgumentException with one sentence that names the option */
    static SegmentOptions from(ServerOptions options) {
        options.refuseOthersThan(Set.of(INTERVAL, WORKER));
        return new SegmentOptions(options.seconds(INTERVAL, A_QUARTER_OF_AN_HOUR), options.isOn(WORKER, true));
    }
}
