package shop.identity.details;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.customer.CustomerStatus;

/** Everything about a customer in one answer, as far as it can be had in time. */
record CustomerDetails(Parts parts) {

    /** @param profile as the one sees it who asks */
    Response of(RealmModel realm, UserModel customer, Profile profile) {
        ObjectNode details = JsonNodeFactory.instance
                .objectNode()
                .put("id", customer.getId())
                .put("status", CustomerStatus.of(customer).name());
        details.set("profile", profile.show());
        parts.addTo(details, new Parts.Whose(realm.getId(), customer.getId()));
        return Response.ok(details)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
