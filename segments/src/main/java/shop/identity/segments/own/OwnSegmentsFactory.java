package shop.identity.segments.own;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import shop.identity.customer.CustomerPart;
import shop.identity.customer.CustomerPartFactory;

/** Brings {@code …/me/segments}. */
public final class OwnSegmentsFactory implements CustomerPartFactory {

    @Override
    public CustomerPart create(KeycloakSession session) {
        return new OwnSegments(session);
    }

    @Override
    public String getId() {
        return "segments";
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory sessions) {}

    @Override
    public void close() {}
}
