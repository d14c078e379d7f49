package shop.identity.cleanup;

import java.sql.Connection;
import java.sql.SQLException;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import shop.identity.customer.CustomersGone;
import shop.identity.server.KeycloakTransactions;

/** What goes with a customer and with a realm, in the same transaction. */
public record WithTheCustomer(OfCustomer ofCustomer, WithTheRealm.OfRealm ofRealm) implements ProviderEventListener {

    /** Removes what one customer has. */
    @FunctionalInterface
    public interface OfCustomer {
        void remove(Connection connection, String realmId, String userId) throws SQLException;
    }

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            String userId = removed.getUser().getId();
            KeycloakTransactions.within(removed.getKeycloakSession(), connection -> {
                ofCustomer.remove(connection, realmId, userId);
                return null;
            });
        } else if (event instanceof CustomersGone gone) {
            gone.each(ofCustomer::remove);
        } else {
            new WithTheRealm(ofRealm).onEvent(event);
        }
    }
}
