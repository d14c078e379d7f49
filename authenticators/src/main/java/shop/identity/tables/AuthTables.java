package shop.identity.tables;

import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;

/** The change log. No entities: rows live shortly and are written by plain statements beside those of the queue. */
final class AuthTables implements JpaEntityProvider {

    @Override
    public List<Class<?>> getEntities() {
        return List.of();
    }

    @Override
    public String getChangelogLocation() {
        return "META-INF/shop-auth-changelog.xml";
    }

    @Override
    public String getFactoryId() {
        return AuthTablesFactory.ID;
    }

    @Override
    public void close() {}
}
