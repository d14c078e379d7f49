package shop.identity.mail;

import java.time.Duration;
import java.util.Set;
import shop.identity.sealing.GivenKeys;
import shop.identity.server.ServerOptions;

/**
 * The options of {@code --spi-email-sender--shop-mail--…}.
 *
 * @param works  whether this node sends mails
 * @param giveUp how long a mail is tried
 * @param keys   what mails are encrypted with in the database; none: keys derived from their realms' own
 */
record MailOptions(boolean works, Duration giveUp, GivenKeys keys) {

    private static final String WORKER = "worker";
    private static final String GIVE_UP = "give-up-hours";
    private static final String KEY = "encryption-key";
    private static final int TWO_DAYS = 48;

    /**
     * @param isServer whether this process may send at all
     * @throws IllegalArgumentException with one sentence that names the option
     */
    static MailOptions from(ServerOptions options, boolean isServer) {
        options.refuseOthersThan(Set.of(WORKER, GIVE_UP, KEY));
        return new MailOptions(
                options.isOn(WORKER, true) && isServer, options.hours(GIVE_UP, TWO_DAYS), keys(options.text(KEY)));
    }

    private static GivenKeys keys(String list) {
        try {
            return GivenKeys.parse(list);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option " + KEY + ": " + e.getMessage(), e);
        }
    }
}
