package shop.identity.limits;

import org.keycloak.provider.ProviderFactory;

public interface AttemptLimiterFactory extends ProviderFactory<AttemptLimiter> {}
