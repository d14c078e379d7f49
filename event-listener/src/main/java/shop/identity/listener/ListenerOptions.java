package shop.identity.listener;

import java.time.Duration;
import java.util.Set;
import shop.identity.capture.PersonalField;
import shop.identity.kafka.KafkaSettings;
import shop.identity.outbox.Publisher;
import shop.identity.server.ServerOptions;

/**
 * The options of {@code --spi-events-listener--shop-customer-events--…}.
 *
 * @param personalData fields that payloads may carry, none by default
 * @param tombstones   whether a tombstone follows what tells of a customer's end
 * @param publisher    who takes this node's events out of the outbox
 * @param kafka        null when this node relays nothing
 * @param loginEvents  whether logins and logouts are told
 * @param backfills    whether this node works at backfills
 * @param retention    how long events stay in the outbox; null when this node does not remove them
 */
record ListenerOptions(
        Set<PersonalField> personalData,
        boolean tombstones,
        Publisher publisher,
        KafkaSettings kafka,
        boolean loginEvents,
        boolean backfills,
        Duration retention) {

    private static final String PUBLISHER = "publisher";
    private static final String RELAY = "relay";
    private static final String BACKFILL = "backfill";
    private static final String TOMBSTONES = "tombstones";
    private static final String LOGIN_EVENTS = "login-events";
    private static final String PURGE = "purge";
    private static final String RETENTION = "retention-hours";
    private static final int WEEK = 7 * 24;

    private static final String PERSONAL_DATA = "personal-data";

    /**
     * @param isServer whether this process may relay or backfill at all
     * @throws IllegalArgumentException with one sentence that names the option
     */
    static ListenerOptions from(ServerOptions options, boolean isServer) {
        options.refuseOthersThan(known());
        Publisher publisher = publisher(options);
        // Beside change data capture a relay only has what was queued before: it runs where it is asked for.
        boolean relays = options.isOn(RELAY, publisher == Publisher.RELAY) && isServer;
        boolean backfills = options.isOn(BACKFILL, true) && isServer;
        boolean purges = options.isOn(PURGE, true) && isServer;
        Duration retention = options.hours(RETENTION, WEEK);
        return new ListenerOptions(
                personalData(options),
                options.isOn(TOMBSTONES, false),
                publisher,
                relays ? KafkaSettings.from(options.scope()) : null,
                options.isOn(LOGIN_EVENTS, false),
                backfills,
                purges ? retention : null);
    }

    private static Set<String> known() {
        Set<String> known = KafkaSettings.optionNames();
        known.addAll(Set.of(PUBLISHER, RELAY, BACKFILL, PURGE, RETENTION, PERSONAL_DATA, TOMBSTONES, LOGIN_EVENTS));
        return known;
    }

    private static Set<PersonalField> personalData(ServerOptions options) {
        try {
            return PersonalField.parse(options.text(PERSONAL_DATA));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option " + PERSONAL_DATA + ": " + e.getMessage(), e);
        }
    }

    private static Publisher publisher(ServerOptions options) {
        try {
            return Publisher.named(options.text(PUBLISHER, "relay"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option " + PUBLISHER + ": " + e.getMessage(), e);
        }
    }
}
