package shop.identity.sms;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** Options: {@code --spi-shop-sms-queue--…}. */
public final class SmsQueueSpi implements Spi {

    static final String NAME = "shop-sms-queue";

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
        return SmsQueue.class;
    }

    @Override
    public Class<? extends ProviderFactory<SmsQueue>> getProviderFactoryClass() {
        return SmsQueueFactory.class;
    }
}
