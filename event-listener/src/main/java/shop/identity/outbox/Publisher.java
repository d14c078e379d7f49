package shop.identity.outbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who takes the events out of {@code SHOP_OUTBOX}. */
public enum Publisher {

    /** The pack's own relay: each event is also entered in its queue. */
    RELAY,

    /** Change data capture, which reads the inserts from the database's log: nothing is entered in a queue. */
    CDC;

    /**
     * @param name as in the option
     * @throws IllegalArgumentException with one sentence that names what there is
     */
    public static Publisher named(String name) {
        return Arrays.stream(values())
                .filter(publisher -> publisher.optionValue().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is neither "
                        + Arrays.stream(values()).map(Publisher::optionValue).collect(Collectors.joining(" nor "))));
    }

    private String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
