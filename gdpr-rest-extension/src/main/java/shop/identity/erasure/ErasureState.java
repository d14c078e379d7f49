package shop.identity.erasure;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a request for erasure stands. The last two are for good. */
public enum ErasureState {
    /** The customer may still change their mind, or a worker is about to do it. */
    REQUESTED,
    /** Everything is as it was before. */
    CANCELLED,
    /** The customer's data is gone. */
    COMPLETED;

    /** As it is kept and shown. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ErasureState> of(String wireName) {
        return Stream.of(values())
                .filter(state -> state.wireName().equals(wireName))
                .findFirst();
    }
}
