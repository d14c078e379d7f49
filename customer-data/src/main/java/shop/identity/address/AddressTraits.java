package shop.identity.address;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.customer.CustomerTrait;
import shop.identity.customer.CustomerTraits;
import shop.identity.customer.CustomerTraitsFactory;

/** Lets others ask where customers have things sent, or else where their bills go: {@code country}. */
public final class AddressTraits implements CustomerTraitsFactory {

    private static final List<CustomerTrait> TRAITS =
            List.of(CustomerTrait.of("country", CustomerTrait.Kind.TEXT, "SHOP_COUNTRY", "COUNTRY"));

    @Override
    public CustomerTraits create(KeycloakSession session) {
        return () -> TRAITS;
    }

    @Override
    public String getId() {
        return AddressesFactory.ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}
}
