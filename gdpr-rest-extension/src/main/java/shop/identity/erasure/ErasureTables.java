package shop.identity.erasure;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** The change log. No entities: plain statements say it best. */
final class ErasureTables implements JpaEntityProvider {

    @Override
    public List<Class<?>> getEntities() {
        return List.of();
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/shop-gdpr-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return ErasureTablesFactory.ID;
    }

    @Override
    public void close() {}
}
