package shop.identity.capture;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.event.spi.PreUpdateEvent;
import shop.identity.customer.CustomerStatus;

/**
 * What one flush changes in a user's own row, read from Hibernate's before-image.
 *
 * @param statusBefore        null when it cannot be read
 * @param emailVerifiedBefore null when it cannot be read
 */
record UserUpdate(CustomerStatus statusBefore, Boolean emailVerifiedBefore, Set<String> fields) {

    private static final Set<String> PROFILE = Set.of("username", "email", "firstName", "lastName");

    static UserUpdate of(PreUpdateEvent event) {
        BeforeImage before = new BeforeImage(event);
        Boolean enabled = (Boolean) before.of("enabled");
        Boolean emailVerified = (Boolean) before.of("emailVerified");
        return new UserUpdate(
                enabled == null || emailVerified == null ? null : CustomerStatus.of(enabled, emailVerified),
                emailVerified,
                PROFILE.stream().filter(before::changes).collect(Collectors.toCollection(TreeSet::new)));
    }
}
