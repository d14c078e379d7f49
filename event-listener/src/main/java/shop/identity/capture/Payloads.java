package shop.identity.capture;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.keycloak.models.jpa.entities.UserEntity;
import shop.identity.customer.CustomerStatus;
import shop.identity.customer.Origin;

/**
 * The data of each event type, as its schema says. Ids, status and names of fields; values of personal fields only where
 * the allow-list names them, and never in what tells of a customer's end.
 */
final class Payloads {

    private final Set<PersonalField> allowed;

    Payloads(Set<PersonalField> allowed) {
        this.allowed = allowed;
    }

    ObjectNode created(UserEntity user, CustomerStatus status) {
        ObjectNode data = customer(user)
                .put("status", status.name())
                .put("emailVerified", user.isEmailVerified())
                .put("createdAt", text(Instant.ofEpochMilli(user.getCreatedTimestamp())));
        return withPersonalData(data, user);
    }

    ObjectNode updated(UserEntity user, CustomerStatus status, Set<String> fields) {
        ObjectNode data = customer(user).put("status", status.name());
        fields.forEach(data.putArray("fields")::add);
        return withPersonalData(data, user);
    }

    ObjectNode statusChanged(UserEntity user, CustomerStatus from, CustomerStatus to) {
        return customer(user).put("from", from.name()).put("to", to.name());
    }

    ObjectNode deleted(UserEntity user, Origin origin, Instant at) {
        String reason =
                switch (origin.actor()) {
                    case SELF -> "self-service";
                    case ADMIN -> "administration";
                    case SYSTEM -> "system";
                };
        return customer(user).put("reason", reason).put("deletedAt", text(at));
    }

    private static ObjectNode customer(UserEntity user) {
        return JsonNodeFactory.instance.objectNode().put("customerId", user.getId());
    }

    private ObjectNode withPersonalData(ObjectNode data, UserEntity user) {
        if (!allowed.isEmpty()) {
            ObjectNode personal = data.putObject("personalData");
            allowed.forEach(field -> personal.put(field.fieldName(), field.of(user)));
        }
        return data;
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
