package shop.identity.capture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import shop.identity.customer.ContactChannel;
import shop.identity.customer.CredentialReason;
import shop.identity.customer.CustomerFact;
import shop.identity.customer.CustomerSegment;
import shop.identity.customer.CustomerStatus;

/**
 * The data of each event type, as its schema says. Ids, status and names of fields; values of personal fields only where
 * the allow-list names them, and never in what tells of a customer's end.
 */
final class Payloads {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Set<PersonalField> allowed;

    Payloads(Set<PersonalField> allowed) {
        this.allowed = allowed;
    }

    ObjectNode created(CustomerState customer) {
        return asTheyAre(customer);
    }

    ObjectNode snapshot(CustomerState customer) {
        return asTheyAre(customer);
    }

    private ObjectNode asTheyAre(CustomerState customer) {
        ObjectNode data = about(customer.id())
                .put("status", customer.status().name())
                .put("emailVerified", customer.emailVerified())
                .put("createdAt", text(customer.createdAt()));
        return withPersonalData(data, customer);
    }

    ObjectNode updated(CustomerState customer, Set<String> fields) {
        ObjectNode data = about(customer.id()).put("status", customer.status().name());
        fields.forEach(data.putArray("fields")::add);
        return withPersonalData(data, customer);
    }

    ObjectNode statusChanged(String customerId, CustomerStatus from, CustomerStatus to) {
        return about(customerId).put("from", from.name()).put("to", to.name());
    }

    /** @param channels sorted */
    ObjectNode verified(String customerId, Set<ContactChannel> channels, Instant at) {
        ObjectNode data = about(customerId);
        channels.stream().map(ContactChannel::wireName).forEach(data.putArray("channels")::add);
        return data.put("verifiedAt", text(at));
    }

    /** Types alone: neither a value nor the label that a customer gave a device. */
    ObjectNode credentialChanged(
            String customerId, SortedMap<String, CredentialChange> credentials, CredentialReason reason) {
        ObjectNode data = about(customerId);
        ArrayNode changed = data.putArray("credentials");
        credentials.forEach(
                (type, change) -> changed.addObject().put("type", type).put("change", change.wireName()));
        return data.put("reason", reason.wireName());
    }

    static ObjectNode deleted(String customerId, EndReason reason, Instant at) {
        return about(customerId).put("reason", reason.wireName()).put("deletedAt", text(at));
    }

    static ObjectNode happened(String customerId, CustomerFact fact, Instant at) {
        ObjectNode data = about(customerId);
        if (fact instanceof CustomerFact.Locked locked) {
            return data.put("lockedAt", text(at)).put("until", locked.until() == null ? null : text(locked.until()));
        }
        if (fact instanceof CustomerFact.Unlocked unlocked) {
            return data.put("reason", unlocked.reason().wireName()).put("unlockedAt", text(at));
        }
        if (fact instanceof CustomerFact.LoggedIn login) {
            return data.put("way", login.way().wireName())
                    .put("identityProvider", login.identityProvider())
                    .put("client", login.client())
                    .put("loggedInAt", text(at));
        }
        if (fact instanceof CustomerFact.LoggedOut) {
            return data.put("loggedOutAt", text(at));
        }
        return erasure(data, fact, at).orElseGet(() -> changed(data, fact).put("changedAt", text(at)));
    }

    private static Optional<ObjectNode> erasure(ObjectNode data, CustomerFact fact, Instant at) {
        if (fact instanceof CustomerFact.ErasureRequested requested) {
            return Optional.of(data.put("erasureId", requested.erasureId())
                    .put("requestedAt", text(at))
                    .put("due", text(requested.due())));
        }
        if (fact instanceof CustomerFact.ErasureCancelled cancelled) {
            return Optional.of(data.put("erasureId", cancelled.erasureId()).put("cancelledAt", text(at)));
        }
        if (fact instanceof CustomerFact.Erased erased) {
            return Optional.of(data.put("erasureId", erased.erasureId())
                    .put("reason", EndReason.of(erased.requestedBy()).wireName())
                    .put("erasedAt", text(at)));
        }
        return Optional.empty();
    }

    /** Ids, and the names of what is another: never what it is. */
    private static ObjectNode changed(ObjectNode data, CustomerFact fact) {
        if (fact instanceof CustomerFact.PreferencesChanged preferences) {
            preferences.fields().forEach(data.putArray("fields")::add);
        } else if (fact instanceof CustomerFact.AddressChanged address) {
            data.put("addressId", address.addressId())
                    .put("change", address.change().wireName());
        } else if (fact instanceof CustomerFact.WishlistChanged wishlist) {
            data.put("wishlistId", wishlist.wishlistId())
                    .put("change", wishlist.change().wireName());
        } else if (fact instanceof CustomerFact.SegmentJoined joined) {
            segments(data, joined.segments());
        } else if (fact instanceof CustomerFact.SegmentLeft left) {
            segments(data, left.segments());
        }
        return data;
    }

    private static void segments(ObjectNode data, List<CustomerSegment> segments) {
        ArrayNode list = data.putArray("segments");
        segments.forEach(segment -> list.addObject().put("id", segment.id()).put("name", segment.name()));
    }

    private static ObjectNode about(String customerId) {
        return JsonNodeFactory.instance.objectNode().put("customerId", customerId);
    }

    private ObjectNode withPersonalData(ObjectNode data, CustomerState customer) {
        if (!allowed.isEmpty()) {
            ObjectNode personal = data.putObject("personalData");
            allowed.forEach(
                    field -> personal.put(field.fieldName(), customer.personal().get(field)));
        }
        return data;
    }

    /** Keycloak takes any number for the time of a user's creation, RFC 3339 has four digits for a year. */
    private static String text(Instant time) {
        Instant told = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        return told.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
