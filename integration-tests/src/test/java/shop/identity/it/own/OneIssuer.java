package shop.identity.it.own;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.representations.idm.RealmRepresentation;
import shop.identity.it.ground.Ground;
import shop.identity.it.ground.ShippedRealm;

/** A realm whose tokens are good at every node, as they are where all nodes are behind one address. */
public final class OneIssuer {

    private OneIssuer() {}

    public static Consumer<RealmRepresentation> of(Ground ground) {
        return realm -> {
            ShippedRealm.hashesCheaply(realm);
            Map<String, String> attributes =
                    new HashMap<>(realm.getAttributes() == null ? Map.of() : realm.getAttributes());
            attributes.put("frontendUrl", ground.node().baseUrl());
            realm.setAttributes(attributes);
        };
    }
}
