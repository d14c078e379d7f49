package shop.identity.sms;

import java.util.Comparator;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;

/** Which of the senders it is that sends. */
final class Gateway {

    private Gateway() {}

    static SmsSender of(KeycloakSession session) {
        String named = Config.getProvider(SmsSenderSpi.NAME);
        if (named != null) {
            return session.getProvider(SmsSender.class, named);
        }
        return session.getKeycloakSessionFactory()
                .getProviderFactoriesStream(SmsSender.class)
                .map(SmsSenderFactory.class::cast)
                .filter(SmsSenderFactory::isReady)
                .max(Comparator.comparingInt(SmsSenderFactory::order))
                .map(factory -> session.getProvider(SmsSender.class, factory.getId()))
                .orElse(null);
    }
}
