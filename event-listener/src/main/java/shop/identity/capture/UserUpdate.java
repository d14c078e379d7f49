package shop.identity.capture;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.event.spi.PreUpdateEvent;
import shop.identity.customer.CustomerStatus;

/** What one flush changes in a user's own row, read from Hibernate's before-image. */
record UserUpdate(CustomerStatus statusBefore, boolean emailVerifiedChanged, Set<String> fields) {

    private static final Set<String> PROFILE = Set.of("username", "email", "firstName", "lastName");

    static UserUpdate of(PreUpdateEvent event) {
        String[] names = event.getPersister().getPropertyNames();
        Object[] before = event.getOldState();
        Object[] after = event.getState();
        Boolean enabled = null;
        Boolean emailVerified = null;
        boolean emailVerifiedChanged = false;
        Set<String> fields = new TreeSet<>();
        // Without a before-image (an entity attached from elsewhere) nothing can be compared: Keycloak has no such
        // path.
        for (int i = 0; before != null && i < names.length; i++) {
            boolean changed = !Objects.equals(before[i], after[i]);
            switch (names[i]) {
                case "enabled" -> enabled = (Boolean) before[i];
                case "emailVerified" -> {
                    emailVerified = (Boolean) before[i];
                    emailVerifiedChanged = changed;
                }
                default -> {
                    if (changed && PROFILE.contains(names[i])) {
                        fields.add(names[i]);
                    }
                }
            }
        }
        return new UserUpdate(
                enabled == null || emailVerified == null ? null : CustomerStatus.of(enabled, emailVerified),
                emailVerifiedChanged,
                fields);
    }
}
