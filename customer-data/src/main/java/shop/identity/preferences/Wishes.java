package shop.identity.preferences;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a row of the table says.
 *
 * @param newsletter not switched off; whether there is one says the consent to marketing as well
 */
record Wishes(Set<MessageChannel> channels, boolean newsletter) {

    /** Of who has not said anything: by e-mail, and whoever agrees to marketing agrees to the newsletter. */
    static final Wishes UNLESS_SAID = new Wishes(EnumSet.of(MessageChannel.EMAIL), true);

    Wishes {
        channels = Set.copyOf(channels);
    }
}
