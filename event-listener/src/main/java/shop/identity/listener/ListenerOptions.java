package shop.identity.listener;

import java.time.Duration;
import java.util.Set;
import org.keycloak.Config;
import shop.identity.capture.PersonalField;
import shop.identity.kafka.KafkaSettings;
import shop.identity.outbox.Publisher;

/**
 * The options of {@code --spi-events-listener--shop-customer-events--…}.
 *
 * @param personalData fields that payloads may carry, none by default
 * @param tombstones   whether a tombstone follows what tells of a customer's end
 * @param publisher    who takes this node's events out of the outbox
 * @param kafka        null when this node relays nothing
 * @param backfills    whether this node works at backfills
 * @param retention    how long events stay in the outbox; null when this node does not remove them
 */
record ListenerOptions(
        Set<PersonalField> personalData,
        boolean tombstones,
        Publisher publisher,
        KafkaSettings kafka,
        boolean backfills,
        Duration retention) {

    private static final String PUBLISHER = "publisher";
    private static final String RELAY = "relay";
    private static final String BACKFILL = "backfill";
    private static final String TOMBSTONES = "tombstones";
    private static final String PURGE = "purge";
    private static final String RETENTION = "retention-hours";
    private static final int WEEK = 7 * 24;
    private static final int TEN_YEARS = 10 * 366 * 24;
    private static final String PERSONAL_DATA = "personal-data";

    /** Every provider can be switched off. */
    private static final String OFFERED_BY_KEYCLOAK = "enabled";

    /**
     * @param isServer whether this process may relay or backfill at all
     * @throws IllegalArgumentException with one sentence that names the option
     */
    static ListenerOptions from(Config.Scope options, boolean isServer) {
        refuseUnknown(options);
        Publisher publisher = publisher(options);
        // Beside change data capture a relay only has what was queued before: it runs where it is asked for.
        boolean relays = isOn(options, RELAY, publisher == Publisher.RELAY) && isServer;
        boolean backfills = isOn(options, BACKFILL, true) && isServer;
        boolean purges = isOn(options, PURGE, true) && isServer;
        Duration retention = retention(options);
        return new ListenerOptions(
                personalData(options),
                isOn(options, TOMBSTONES, false),
                publisher,
                relays ? KafkaSettings.from(options) : null,
                backfills,
                purges ? retention : null);
    }

    /** A mistyped option would otherwise be a setting that silently does not hold. */
    @SuppressWarnings("deprecation") // nothing else tells which options were set
    private static void refuseUnknown(Config.Scope options) {
        Set<String> known = KafkaSettings.optionNames();
        known.addAll(
                Set.of(PUBLISHER, RELAY, BACKFILL, PURGE, RETENTION, PERSONAL_DATA, TOMBSTONES, OFFERED_BY_KEYCLOAK));
        for (String name : options.getPropertyNames()) {
            String option = name.substring(name.lastIndexOf("--") + 2);
            if (!known.contains(option)) {
                throw new IllegalArgumentException("there is no option " + option);
            }
        }
    }

    private static Set<PersonalField> personalData(Config.Scope options) {
        try {
            return PersonalField.parse(options.get(PERSONAL_DATA));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option " + PERSONAL_DATA + ": " + e.getMessage(), e);
        }
    }

    private static Duration retention(Config.Scope options) {
        String value = options.get(RETENTION, String.valueOf(WEEK));
        try {
            int hours = Integer.parseInt(value);
            if (hours >= 1 && hours <= TEN_YEARS) {
                return Duration.ofHours(hours);
            }
        } catch (NumberFormatException noNumber) {
            // Said below, with the same words as a number out of range.
        }
        throw new IllegalArgumentException(
                "option " + RETENTION + ": '" + value + "' is no number of hours from 1 to " + TEN_YEARS);
    }

    private static Publisher publisher(Config.Scope options) {
        try {
            return Publisher.named(options.get(PUBLISHER, "relay"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option " + PUBLISHER + ": " + e.getMessage(), e);
        }
    }

    private static boolean isOn(Config.Scope options, String option, boolean unlessSet) {
        String value = options.get(option, String.valueOf(unlessSet));
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("option " + option + ": '" + value + "' is neither true nor false");
        }
        return value.equals("true");
    }
}
