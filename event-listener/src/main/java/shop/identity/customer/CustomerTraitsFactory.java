package shop.identity.customer;

import org.keycloak.provider.ProviderFactory;

public interface CustomerTraitsFactory extends ProviderFactory<CustomerTraits> {}
