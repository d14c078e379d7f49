package shop.identity.own;

import java.sql.Connection;
import java.sql.SQLException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import shop.identity.customer.CustomersGone;
import shop.identity.server.KeycloakTransactions;

/** What goes with a customer and with a realm, in the same transaction. */
public record WithTheCustomer(OfCustomer ofCustomer, OfRealm ofRealm) implements ProviderEventListener {

    /** Removes what one customer has. */
    @FunctionalInterface
    public interface OfCustomer {
        void remove(Connection connection, String realmId, String userId) throws SQLException;
    }

    /** Removes what all customers of a realm have. */
    @FunctionalInterface
    public interface OfRealm {
        void remove(Connection connection, String realmId) throws SQLException;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            customer(removed.getKeycloakSession(), removed.getRealm(), removed.getUser());
        } else if (event instanceof CustomersGone gone) {
            gone.each(ofCustomer::remove);
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            realm(removed.getKeycloakSession(), removed.getRealm());
        }
    }

    private void customer(KeycloakSession session, RealmModel realm, UserModel user) {
        String realmId = realm.getId();
        String userId = user.getId();
        KeycloakTransactions.within(session, connection -> {
            ofCustomer.remove(connection, realmId, userId);
            return null;
        });
    }

    private void realm(KeycloakSession session, RealmModel realm) {
        String realmId = realm.getId();
        KeycloakTransactions.within(session, connection -> {
            ofRealm.remove(connection, realmId);
            return null;
        });
    }
}
