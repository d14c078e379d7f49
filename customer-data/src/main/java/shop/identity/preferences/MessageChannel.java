package shop.identity.preferences;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a customer may wish to be written to. Whether the shop may is another question: see the consents. */
enum MessageChannel {
    EMAIL,
    SMS,
    PHONE,
    POST,
    PUSH;

    /** The value in the database and in interfaces. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<MessageChannel> named(String wireName) {
        return Stream.of(values())
                .filter(channel -> channel.wireName().equals(wireName))
                .findFirst();
    }
}
