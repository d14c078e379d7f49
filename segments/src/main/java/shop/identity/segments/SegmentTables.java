package shop.identity.segments;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** The change log. No entities: plain statements say it best. */
final class SegmentTables implements JpaEntityProvider {

    @Override
    public List<Class<?>> getEntities() {
        return List.of();
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/shop-segments-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return SegmentTablesFactory.ID;
    }

    @Override
    public void close() {}
}
