package shop.identity.details;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.userprofile.Attributes;
import org.keycloak.userprofile.UserProfileContext;
import org.keycloak.userprofile.UserProfileProvider;

/**
 * A customer's profile: what the realm's user profile declares, as far as it lets the one see it who asks.
 *
 * @param context who asks: the customer or staff
 */
record Profile(KeycloakSession session, UserModel customer, UserProfileContext context) {

    ObjectNode show() {
        UserProfileProvider profiles = session.getProvider(UserProfileProvider.class);
        Attributes attributes = profiles.create(context, customer).getAttributes();
        var readable = attributes.getReadable();
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (UPAttribute attribute : profiles.getConfiguration().getAttributes()) {
            List<String> values = readable.get(attribute.getName());
            if (values != null && attribute.isMultivalued()) {
                ArrayNode list = shown.putArray(attribute.getName());
                values.forEach(list::add);
            } else if (values != null) {
                shown.put(attribute.getName(), values.isEmpty() ? null : values.get(0));
            }
        }
        return shown.put("emailVerified", customer.isEmailVerified());
    }
}
