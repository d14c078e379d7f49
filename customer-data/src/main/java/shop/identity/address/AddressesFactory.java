package shop.identity.address;

import org.keycloak.Config;
import org.keycloak.ServerStartupError;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import shop.identity.cleanup.WithTheCustomer;
import shop.identity.customer.CustomerPart;
import shop.identity.customer.CustomerPartFactory;
import shop.identity.own.OwnRequest;
import shop.identity.own.OwnRows;
import shop.identity.server.ServerOptions;

/**
 * Puts {@code …/me/addresses} together, and sees to it that addresses go with the customer and with the realm. Options: see
 * {@code docs/configuration.md}.
 */
public final class AddressesFactory implements CustomerPartFactory {

    static final String ID = "addresses";

    private final AddressTable table = new AddressTable();
    private AddressOptions options;

    @Override
    public CustomerPart create(KeycloakSession session) {
        return new Addresses(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        try {
            options = AddressOptions.from(new ServerOptions(config));
        } catch (IllegalArgumentException e) {
            throw new ServerStartupError(ID + ": " + e.getMessage(), false);
        }
    }

    @Override
    public void postInit(KeycloakSessionFactory sessions) {
        sessions.register(new WithTheCustomer(table::removeUser, table::removeRealm));
    }

    @Override
    public void close() {}

    private final class Addresses implements CustomerPart {

        private final KeycloakSession session;

        private Addresses(KeycloakSession session) {
            this.session = session;
        }

        @Override
        public Object show(RealmModel realm, UserModel customer) {
            return book(realm, customer).all().stream()
                    .map(AddressRepresentation::of)
                    .toList();
        }

        @Override
        public Object resource(SignedIn customer) {
            return new AddressesResource(
                    new OwnRequest(session, customer), book(customer.realm(), customer.user()), options.formats());
        }

        private AddressBook book(RealmModel realm, UserModel customer) {
            return new AddressBook(new OwnRows(session, realm, customer.getId()), table, options.limit());
        }

        @Override
        public void close() {}
    }
}
