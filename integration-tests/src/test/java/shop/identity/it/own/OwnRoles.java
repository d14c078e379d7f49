package shop.identity.it.own;

import java.util.Arrays;
import java.util.List;
import org.keycloak.admin.client.resource.RoleMappingResource;
import org.keycloak.representations.idm.RoleRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.Registration;
import shop.identity.it.ground.ShippedRealm;
import shop.identity.it.ground.TokenEndpoint;

/** Customers who may do less than others. */
final class OwnRoles {

    private OwnRoles() {}

    /** The same customer, with these roles of the client {@code account} and no others, and a token from then on. */
    static Shopper only(ShippedRealm realm, Shopper who, Ground ground, String... roles) throws Exception {
        RoleMappingResource mappings = realm.resource().users().get(who.id()).roles();
        mappings.realmLevel().remove(mappings.realmLevel().listAll());
        String account =
                realm.resource().clients().findByClientId("account").get(0).getId();
        List<RoleRepresentation> given = Arrays.stream(roles)
                .map(role -> realm.resource()
                        .clients()
                        .get(account)
                        .roles()
                        .get(role)
                        .toRepresentation())
                .toList();
        List<RoleRepresentation> held = mappings.clientLevel(account).listAll();
        if (!held.isEmpty()) {
            mappings.clientLevel(account).remove(held);
        }
        if (!given.isEmpty()) {
            mappings.clientLevel(account).add(given);
        }
        String token = new TokenEndpoint(ground.node(), realm.name())
                .password(who.email(), Registration.PASSWORD)
                .accessToken();
        return new Shopper(who.id(), who.email(), "Bearer " + token);
    }
}
