package shop.identity.welcome;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Options: {@code --spi-shop-welcome--…}. */
public final class WelcomeSpi implements Spi {

    static final String NAME = "shop-welcome";

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
        return Welcome.class;
    }

    @Override
    public Class<? extends ProviderFactory<Welcome>> getProviderFactoryClass() {
        return WelcomeFactory.class;
    }
}
