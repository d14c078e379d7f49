package shop.identity.limits;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import shop.identity.server.ServerOptions;

/**
 * The options of {@code --spi-shop-limits--database--…}.
 *
 * @param perNetwork attempts a minute
 * @param perAddress mails or messages an hour to one address or number
 * @param perAccount mails or messages an hour for one customer, wherever to
 * @param coolDown   between one and the next
 */
record LimitOptions(Map<LimitedAction, Integer> perNetwork, int perAddress, int perAccount, Duration coolDown) {

    private static final String PER_NETWORK = "-per-network";
    private static final String PER_ADDRESS = "per-address";
    private static final String PER_ACCOUNT = "per-account";
    private static final String COOL_DOWN = "cool-down-seconds";
    private static final String OF_ADDRESS = "-address";
    private static final String OF_ACCOUNT = "-account";
    private static final String OF_AGAIN = "-again";
    private static final int TEN_A_MINUTE = 10;
    private static final int FIVE_AN_HOUR = 5;
    private static final int TEN_AN_HOUR = 10;
    private static final int A_MINUTE = 60;
    private static final int MOST = 1000;
    private static final int A_DAY = 24 * 60 * 60;

    /** @throws IllegalArgumentException with one sentence that names the option */
    static LimitOptions from(ServerOptions options) {
        options.refuseOthersThan(known());
        Map<LimitedAction, Integer> perNetwork = new EnumMap<>(LimitedAction.class);
        for (LimitedAction action : LimitedAction.values()) {
            perNetwork.put(action, number(options, action.wireName() + PER_NETWORK, TEN_A_MINUTE, 1, MOST));
        }
        return new LimitOptions(
                perNetwork,
                number(options, PER_ADDRESS, FIVE_AN_HOUR, 1, MOST),
                number(options, PER_ACCOUNT, TEN_AN_HOUR, 1, MOST),
                Duration.ofSeconds(number(options, COOL_DOWN, A_MINUTE, 1, A_DAY)));
    }

    Limit network(LimitedAction action) {
        return new Limit(action.wireName() + "-network", perNetwork.get(action), Duration.ofMinutes(1));
    }

    Limit address(LimitedAction action) {
        return new Limit(action.wireName() + OF_ADDRESS, perAddress, Duration.ofHours(1));
    }

    Limit account(LimitedAction action) {
        return new Limit(action.wireName() + OF_ACCOUNT, perAccount, Duration.ofHours(1));
    }

    Limit again(LimitedAction action) {
        return new Limit(action.wireName() + OF_AGAIN, 1, coolDown);
    }

    /** The names of those that count what one customer does, or what is done for one. */
    static List<String> ofCustomers(LimitedAction action) {
        return Stream.of(OF_ADDRESS, OF_ACCOUNT, OF_AGAIN)
                .map(kind -> action.wireName() + kind)
                .toList();
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(Set.of(PER_ADDRESS, PER_ACCOUNT, COOL_DOWN));
        for (LimitedAction action : LimitedAction.values()) {
            known.add(action.wireName() + PER_NETWORK);
        }
        return known;
    }

    private static int number(ServerOptions options, String option, int unlessSet, int least, int most) {
        String value = options.text(option, String.valueOf(unlessSet));
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, with the same words as a number out of range.
        }
        throw new IllegalArgumentException(
                "option " + option + ": '" + value + "' is no number from " + least + " to " + most);
    }
}
