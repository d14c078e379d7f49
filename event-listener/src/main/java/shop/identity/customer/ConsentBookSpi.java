package shop.identity.customer;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Here and not where the book is kept: others may read in it, and know nothing of its keeper. */
public final class ConsentBookSpi implements Spi {

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return "shop-consents";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return ConsentBook.class;
    }

    @Override
    public Class<? extends ProviderFactory<ConsentBook>> getProviderFactoryClass() {
        return ConsentBookFactory.class;
    }
}
