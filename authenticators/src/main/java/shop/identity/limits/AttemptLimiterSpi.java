package shop.identity.limits;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Options: {@code --spi-shop-limits--…}. */
public final class AttemptLimiterSpi implements Spi {

    static final String NAME = "shop-limits";

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return AttemptLimiter.class;
    }

    @Override
    public Class<? extends ProviderFactory<AttemptLimiter>> getProviderFactoryClass() {
        return AttemptLimiterFactory.class;
    }
}
