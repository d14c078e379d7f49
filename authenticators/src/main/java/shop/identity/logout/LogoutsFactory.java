package shop.identity.logout;

import org.keycloak.provider.ProviderFactory;

public interface LogoutsFactory extends ProviderFactory<Logouts> {}
