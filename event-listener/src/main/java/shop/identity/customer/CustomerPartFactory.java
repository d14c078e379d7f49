package shop.identity.customer;

import org.keycloak.provider.ProviderFactory;

/** Its id is the part's name in paths and answers. */
public interface CustomerPartFactory extends ProviderFactory<CustomerPart> {}
