package shop.identity.customer;

import org.keycloak.provider.ProviderFactory;

/** Its id is the section's name in an export. */
public interface PersonalDataFactory extends ProviderFactory<PersonalData> {}
