package shop.identity.customer;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderFactory;

/** Its id is the section's name in an export. Most have nothing to set up. */
public interface PersonalDataFactory extends ProviderFactory<PersonalData> {

    @Override
    default void init(Config.Scope config) {}

    @Override
    default void postInit(KeycloakSessionFactory sessions) {}

    @Override
    default void close() {}
}
