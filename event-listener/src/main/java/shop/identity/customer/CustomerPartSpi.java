package shop.identity.customer;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Here and not with one of its keepers: each room of the pack may bring one. */
public final class CustomerPartSpi implements Spi {

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "shop-customer-part";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return CustomerPart.class;
    }

    @Override
    public Class<? extends ProviderFactory<CustomerPart>> getProviderFactoryClass() {
        return CustomerPartFactory.class;
    }
}
