package shop.identity.sms;

import org.keycloak.provider.ProviderFactory;

public interface SmsQueueFactory extends ProviderFactory<SmsQueue> {}
