package shop.identity.it.own;

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

/** Customers of one realm, each new. */
public final class Shoppers {

    private final Ground ground;
    private final ShippedRealm realm;

    public Shoppers(Ground ground, ShippedRealm realm) {
        this.ground = ground;
        this.realm = realm;
    }

    public Shopper shopper() throws Exception {
        String email = "shops-" + UUID.randomUUID() + "@example.com";
        UserRepresentation user = AdminApi.person(email);
        user.setEmailVerified(true);
        user.setCredentials(List.of(AdminApi.password(Registration.PASSWORD)));
        String id;
        try (Response answer = realm.resource().users().create(user)) {
            id = CreatedResponseUtil.getCreatedId(answer);
        }
        return new Shopper(
                id,
                email,
                "Bearer "
                        + new TokenEndpoint(ground.node(), realm.name())
                                .password(email, Registration.PASSWORD)
                                .accessToken());
    }
}
