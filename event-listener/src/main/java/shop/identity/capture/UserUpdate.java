package shop.identity.capture;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.event.spi.PreUpdateEvent;

/**
 * What one flush changes in a user's own row, read from Hibernate's before-image.
 *
 * @param enabledBefore       null when it cannot be read
 * @param emailVerifiedBefore null when it cannot be read
 */
record UserUpdate(Boolean enabledBefore, Boolean emailVerifiedBefore, Set<String> fields) {

    private static final Set<String> PROFILE = Set.of("username", "email", "firstName", "lastName");

    static UserUpdate of(PreUpdateEvent event) {
        BeforeImage before = new BeforeImage(event);
        return new UserUpdate(
                (Boolean) before.of("enabled"),
                (Boolean) before.of("emailVerified"),
                PROFILE.stream().filter(before::changes).collect(Collectors.toCollection(TreeSet::new)));
    }
}
