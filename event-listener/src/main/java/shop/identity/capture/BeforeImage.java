package shop.identity.capture;

import java.util.Arrays;
import java.util.Objects;
import org.hibernate.event.spi.PreUpdateEvent;

/**
 * What an entity was like before one flush updates it. Without a before-image (an entity attached from elsewhere) nothing
 * can be compared, and nothing counts as changed: Keycloak has no such path.
 */
record BeforeImage(PreUpdateEvent event) {

    /** @return null also where there is no before-image */
    Object of(String property) {
        return event.getOldState() == null ? null : event.getOldState()[indexOf(property)];
    }

    boolean changes(String property) {
        return event.getOldState() != null && !Objects.equals(of(property), event.getState()[indexOf(property)]);
    }

    private int indexOf(String property) {
        return Arrays.asList(event.getPersister().getPropertyNames()).indexOf(property);
    }
}
