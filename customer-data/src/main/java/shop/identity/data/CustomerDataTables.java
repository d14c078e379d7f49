package shop.identity.data;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** The change log. No entities: plain statements say it best. */
final class CustomerDataTables implements JpaEntityProvider {

    @Override
    public List<Class<?>> getEntities() {
        return List.of();
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/shop-customer-data-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return CustomerDataTablesFactory.ID;
    }

    @Override
    public void close() {}
}
