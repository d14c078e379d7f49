package shop.identity.outbox;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/**
 * The change log. No entities: rows are written after Hibernate's last flush and read in batches of thousands, so plain
 * statements say it best.
 */
final class OutboxSchema implements JpaEntityProvider {

    @Override
    public List<Class<?>> getEntities() {
        return List.of();
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/shop-outbox-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return OutboxSchemaFactory.ID;
    }

    @Override
    public void close() {}
}
