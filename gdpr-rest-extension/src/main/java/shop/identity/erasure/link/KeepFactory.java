package shop.identity.erasure.link;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;
import shop.identity.customer.CustomerRealm;
import shop.identity.erasure.own.PrivacyFactory;

/** Puts {@code /realms/{realm}/shop-keep} together. It is not there in realms that do not take part. */
public final class KeepFactory implements RealmResourceProviderFactory {

    private static final String ID = "shop-keep";

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new Keep(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}

    private record Keep(KeycloakSession session) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            PrivacyFactory privacy = PrivacyFactory.of(session);
            return privacy != null
                            && CustomerRealm.takesPart(session.getContext().getRealm())
                    ? new KeepResource(session, privacy.erasures())
                    : null;
        }

        @Override
        public void close() {}
    }
}
