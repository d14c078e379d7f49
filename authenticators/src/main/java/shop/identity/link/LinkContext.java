package shop.identity.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.keycloak.util.JsonSerialization;

/**
 * Where somebody came from who was sent a link.
 *
 * @param client   client id of the application; null when there was none
 * @param redirect where staff want the customer to end; null when they did not say
 * @param actions  required actions that staff asked for
 * @param password which password a reset is to replace, by a stamp of it; null when it is no reset
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LinkContext(String client, String redirect, List<String> actions, String password) {

    public LinkContext {
        actions = actions == null ? List.of() : List.copyOf(actions);
    }

    public static LinkContext ofClient(String clientId) {
        return ofStaff(clientId, null, List.of());
    }

    public static LinkContext ofStaff(String clientId, String redirect, List<String> actions) {
        return new LinkContext(clientId, redirect, actions, null);
    }

    public LinkContext inPlaceOf(String stamp) {
        return new LinkContext(client, redirect, actions, stamp);
    }

    public String toText() {
        try {
            return JsonSerialization.mapper.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("some texts make a JSON object", e);
        }
    }

    /** @param text null: nothing is known */
    public static LinkContext of(String text) {
        try {
            return text == null ? ofClient(null) : JsonSerialization.mapper.readValue(text, LinkContext.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a link's context that was written by something else", e);
        }
    }
}
