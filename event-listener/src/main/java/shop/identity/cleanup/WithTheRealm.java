package shop.identity.cleanup;

import java.sql.Connection;
import java.sql.SQLException;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import shop.identity.server.KeycloakTransactions;

/** What goes with a realm, in the same transaction. */
public record WithTheRealm(OfRealm ofRealm) implements ProviderEventListener {

    /** Removes what a realm has, with that of all its customers. */
    @FunctionalInterface
    public interface OfRealm {
        void remove(Connection connection, String realmId) throws SQLException;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                ofRealm.remove(connection, realmId);
                return null;
            });
        }
    }
}
