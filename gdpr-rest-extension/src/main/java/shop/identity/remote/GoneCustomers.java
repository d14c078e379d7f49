package shop.identity.remote;

import java.sql.Connection;
import java.sql.SQLException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import shop.identity.customer.CustomerRealm;
import shop.identity.customer.CustomersGone;
import shop.identity.server.KeycloakTransactions;

/**
 * Customers who are deleted in another way than by an erasure: services keep what they have of them all the same. In the
 * transaction that deletes them.
 *
 * <p>Not those of a realm that is removed: with it goes what the shop was run by, and whoever does that sees to its services.
 */
record GoneCustomers(Begin begin) implements ProviderEventListener {

    /** What there is to do for one of them. */
    @FunctionalInterface
    interface Begin {
        void of(Connection connection, String realmId, String customerId) throws SQLException;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            RealmModel realm = removed.getRealm();
            UserModel user = removed.getUser();
            if (CustomerRealm.takesPart(realm) && user.getServiceAccountClientLink() == null) {
                String realmId = realm.getId();
                String userId = user.getId();
                KeycloakTransactions.durably(removed.getKeycloakSession(), connection -> {
                    begin.of(connection, realmId, userId);
                    return null;
                });
            }
        } else if (event instanceof CustomersGone gone) {
            // Told of realms that take part alone.
            gone.each(begin::of);
        }
    }
}
