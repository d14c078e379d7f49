package shop.identity.erasure;

import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Brings this module's tables.
 *
 * <p>Keycloak names the change log table after the first ten letters of the id, so ids of such factories must differ
 * early.
 */
public final class ErasureTablesFactory implements JpaEntityProviderFactory {

    static final String ID = "shop-gdpr";

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new ErasureTables();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
