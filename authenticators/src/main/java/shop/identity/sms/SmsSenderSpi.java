package shop.identity.sms;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Text message gateways. Options: {@code --spi-shop-sms--…}. */
public final class SmsSenderSpi implements Spi {

    static final String NAME = "shop-sms";

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
        return SmsSender.class;
    }

    @Override
    public Class<? extends ProviderFactory<SmsSender>> getProviderFactoryClass() {
        return SmsSenderFactory.class;
    }
}
