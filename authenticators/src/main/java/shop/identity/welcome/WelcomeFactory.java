package shop.identity.welcome;

import org.keycloak.provider.ProviderFactory;

public interface WelcomeFactory extends ProviderFactory<Welcome> {}
