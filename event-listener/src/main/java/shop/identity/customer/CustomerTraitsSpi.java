package shop.identity.customer;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Here and not with one of its keepers: each room of the pack may bring one. */
public final class CustomerTraitsSpi implements Spi {

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "shop-customer-traits";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return CustomerTraits.class;
    }

    @Override
    public Class<? extends ProviderFactory<CustomerTraits>> getProviderFactoryClass() {
        return CustomerTraitsFactory.class;
    }
}
