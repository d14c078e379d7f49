package shop.identity.customer;

import org.keycloak.provider.ProviderFactory;

public interface ConsentBookFactory extends ProviderFactory<ConsentBook> {}
