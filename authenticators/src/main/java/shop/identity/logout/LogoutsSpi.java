package shop.identity.logout;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Options: {@code --spi-shop-logout--…}. */
public final class LogoutsSpi implements Spi {

    static final String NAME = "shop-logout";

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return Logouts.class;
    }

    @Override
    public Class<? extends ProviderFactory<Logouts>> getProviderFactoryClass() {
        return LogoutsFactory.class;
    }
}
