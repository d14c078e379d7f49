package shop.identity.sms;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;

/**
 * Of those that are ready, the one with the highest {@link #order()} sends; Keycloak's option
 * {@code --spi-shop-sms--provider} names another one.
 */
public interface SmsSenderFactory extends ProviderFactory<SmsSender> {

    /** Whether it was told all that it needs. */
    default boolean isReady() {
        return true;
    }

    @Override
    default void init(Config.Scope config) {}

    @Override
    default void postInit(KeycloakSessionFactory factory) {}

    @Override
    default void close() {}
}
