package shop.identity.customer;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Here and not with one of its keepers: each room of the pack may bring one. */
public final class PersonalDataSpi implements Spi {

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "shop-personal-data";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return PersonalData.class;
    }

    @Override
    public Class<? extends ProviderFactory<PersonalData>> getProviderFactoryClass() {
        return PersonalDataFactory.class;
    }
}
