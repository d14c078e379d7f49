package shop.identity.it.history;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.representations.idm.UserRepresentation;
import shop.identity.it.ground.AdminApi;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;
import shop.identity.it.ground.Walk;
import shop.identity.stack.KeycloakNode;

/** Customers of a realm who sign in, and what is kept of it. */
final class Logins {

    private final Ground ground;
    private final ShippedRealm realm;

    /** @param id as Keycloak calls the customer */
    record Customer(String id, String email) {}

    Logins(Ground ground, ShippedRealm realm) {
        this.ground = ground;
        this.realm = realm;
    }

    Customer customer() {
        String email = "signs-in-" + UUID.randomUUID() + "@example.com";
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        try (Response answer = realm.resource().users().create(user)) {
            return new Customer(CreatedResponseUtil.getCreatedId(answer), email);
        }
    }

    Walk.Page byForm(Customer customer) throws Exception {
        return realm.walk().logIn(customer.email(), Registration.PASSWORD);
    }

    TokenEndpoint.Answer byGrant(Customer customer) throws Exception {
        return byGrant(ground.node(), customer);
    }

    TokenEndpoint.Answer byGrant(KeycloakNode node, Customer customer) throws Exception {
        return new TokenEndpoint(node, realm.name()).password(customer.email(), Registration.PASSWORD);
    }

    /** Way, identity provider, client and network of each, in their order. */
    List<String> kept(String customerId) {
        return ground.query(
                "SELECT concat_ws(' ', WAY, IDENTITY_PROVIDER, CLIENT, NETWORK) FROM SHOP_LOGIN WHERE USER_ID = ? ORDER BY ID",
                customerId);
    }

    /** Network of the last one, and whether the newest row of the history says the same of it. */
    List<String> last(String customerId) {
        return ground.query("""
                SELECT concat_ws(' ', l.NETWORK, l.MADE_AT = (SELECT max(MADE_AT) FROM SHOP_LOGIN h WHERE h.USER_ID = l.USER_ID))
                  FROM SHOP_LAST_LOGIN l WHERE l.USER_ID = ?
                """, customerId);
    }

    /** As if the customer had signed in so long ago. */
    void age(String customerId, String interval) {
        ground.execute("UPDATE SHOP_LOGIN SET MADE_AT = MADE_AT - interval '" + interval + "' WHERE USER_ID = '"
                + customerId + "'");
        ground.execute("UPDATE SHOP_LAST_LOGIN SET MADE_AT = MADE_AT - interval '" + interval + "' WHERE USER_ID = '"
                + customerId + "'");
    }

    long rows(String customerId) {
        return ground.count("""
                SELECT (SELECT COUNT(*) FROM SHOP_LOGIN WHERE USER_ID = ?)
                     + (SELECT COUNT(*) FROM SHOP_LAST_LOGIN WHERE USER_ID = ?)
                """, customerId, customerId);
    }
}
