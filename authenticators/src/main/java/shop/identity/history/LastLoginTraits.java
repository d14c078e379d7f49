package shop.identity.history;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.customer.CustomerTrait;
import shop.identity.customer.CustomerTraits;
import shop.identity.customer.CustomerTraitsFactory;

/** Lets others ask when customers logged in last: {@code lastLogin}. */
public final class LastLoginTraits implements CustomerTraitsFactory {

    private static final List<CustomerTrait> TRAITS =
            List.of(CustomerTrait.of("lastLogin", CustomerTrait.Kind.TIME, "SHOP_LAST_LOGIN", "MADE_AT"));

    @Override
    public CustomerTraits create(KeycloakSession session) {
        return () -> TRAITS;
    }

    @Override
    public String getId() {
        return "logins";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}
}
