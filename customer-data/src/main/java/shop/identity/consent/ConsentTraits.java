package shop.identity.consent;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.customer.ConsentKind;
import shop.identity.customer.CustomerTrait;
import shop.identity.customer.CustomerTraits;
import shop.identity.customer.CustomerTraitsFactory;

/** Lets others ask what customers agree to now: {@code consent.marketing}. */
public final class ConsentTraits implements CustomerTraitsFactory {

    private static final List<CustomerTrait> TRAITS = List.of(new CustomerTrait(
            "consent",
            CustomerTrait.Kind.FLAG,
            "SHOP_CONSENT_NOW",
            "GIVEN",
            "KIND",
            Arrays.stream(ConsentKind.values()).map(ConsentKind::wireName).collect(Collectors.toSet())));

    @Override
    public CustomerTraits create(KeycloakSession session) {
        return () -> TRAITS;
    }

    @Override
    public String getId() {
        return "consents";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}
}
